package org.arcoforge.runners;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.arcoforge.SourceTree;
import org.arcoforge.settings.Settings;

/**
 * A command that was run in this process.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Ran(int code, String out, String err) {
  static Ran arco(Object... arguments) {
    return arco(
        Settings.standard().toBuilder().home(SourceTree.repository().toString()).build(),
        arguments);
  }

  /** A command in a process of such settings. */
  static Ran arco(Settings settings, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code = Arco.run(settings, new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Ran(code, out.toString(), err.toString());
  }

  /** The feedstock that comes with its data. */
  static Path demo() {
    return SourceTree.repository().resolve("feedstocks/demo-sst");
  }

  @Override
  public String toString() {
    return "exit code " + code + "\n" + out + "\n" + err;
  }
}
