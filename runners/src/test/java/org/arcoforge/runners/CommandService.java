package org.arcoforge.runners;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.arcoforge.settings.Settings;

/**
 * Runs commands one after the other in one JVM, for suites of hundreds of short bakes, whose starts
 * would take most of their time.
 *
 * <p>A line of its input is a command, a JSON array of its arguments; each gets a line that begins
 * with {@code answer}, then JSON with its exit code and what it printed. Ends with its input.
 */
final class CommandService {
  private CommandService() {}

  /** Serves until the input ends. */
  public static void main(String[] none) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
            Arco.run(
                Settings.of(System.getProperties()),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                json.readValue(line, String[].class));
        System.out.println(
            "answer "
                + json.writeValueAsString(Map.of("code", code, "output", out.toString() + err)));
        System.out.flush();
      }
    }
    System.exit(0); // threads of libraries would keep it
  }
}
