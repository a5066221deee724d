package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be meant is refused before anything is done. */
class ArgumentRulesTest {
  @TempDir Path folder = Path.of("");

  private static void refused(String line, String said) {
    Ran ran = Ran.arco((Object[]) line.split(" "));
    assertEquals(2, ran.code(), line + "\n" + ran);
    assertTrue(ran.err().contains(said), line + "\n" + ran);
    assertFalse(ran.err().contains("was not expected"), line + "\n" + ran);
  }

  @Test
  void numbersOutOfRangeAreRefusedByEveryCommandThatHasThem() {
    String ports = ": expected a number from 0 to 65535";
    refused("catalog serve --port 99999 --root " + folder, "--port 99999" + ports);
    refused("catalog serve --port -1 --root " + folder, "--port -1" + ports);
    refused("catalog serve --port 99999999999", "'99999999999' is not a whole number");
    for (String verb : List.of("plan", "bake", "verify", "repair", "cancel")) {
      String memory = ": expected a number from 1 to 1000000000";
      refused(verb + " x --memory -5", "--memory -5" + memory);
      refused(verb + " x --memory 9223372036854775807", "--memory 9223372036854775807" + memory);
    }
    refused("bake x --prune 0", "--prune 0: expected 1 or more");
    refused("bake x --prune -3", "--prune -3: expected 1 or more");
    refused("runs --last 0", "--last 0: expected 1 or more");
    refused("sweep --older-than -1", "--older-than -1: expected a number from 0 to 36500");
    refused("sweep --older-than 2147483647", "--older-than 2147483647: expected a number from");
    refused("upload x --feedstock y --threads 65", "--threads 65: expected a number from 1 to 64");
    refused("schedule x --for flink-operator --parallelism 0", "--parallelism 0: expected a");
    refused("schedule x --for flink-operator --memory 0", "--memory 0: expected a number from 1");
  }

  @Test
  void emptyTextsOfPathsUrlsAndNamesAreRefused() throws Exception {
    for (List<String> line :
        List.of(
            List.of("bake", "x", "--root", ""),
            List.of("bake", "x", "--root="),
            List.of("bake", "x", "--bakery", ""),
            List.of("bake", "x", "--report", ""),
            List.of("bake", "x", "--recipe", ""),
            List.of("bake", "x", "--public-url", ""),
            List.of("bake", ""),
            List.of("demo", "--root", ""),
            List.of("plan", ""),
            List.of("lint", ""),
            List.of("verify", ""),
            List.of("verify", "x", "--against", ""),
            List.of("verify", "x", "--catalog", ""),
            List.of("quality", "x", "--out", ""),
            List.of("diff", ""),
            List.of("inspect", ""),
            List.of("new", "x", "--dir", ""),
            List.of("catalog", "build", "--root", ""),
            List.of("sweep", "--root", ""),
            List.of("schedule", "x", "--out", ""),
            List.of("upload", "", "--feedstock", "y"))) {
      Ran ran = Ran.arco(line.toArray());
      assertEquals(2, ran.code(), line + "\n" + ran);
      assertTrue(ran.err().contains(", found an empty text"), line + "\n" + ran);
    }
    assertFalse(Files.exists(Path.of("persistent-ro")));
  }

  @Test
  void publicUrlsThatNoLinkCanHaveAreRefused() {
    for (String url : List.of("https://h/a b/", "https://h /a/", "ftp://h/a", "https://h/a#b")) {
      Ran ran = Ran.arco("plan", Ran.demo(), "--root", folder, "--public-url", url);
      assertEquals(2, ran.code(), url + "\n" + ran);
      assertTrue(ran.err().contains(url + ": expected a URL such as https://"), ran.err());
    }
  }

  @Test
  void whatTheHelpDoesNotKnowIsRefused() {
    refused("help --bogus", "Unknown option: '--bogus'");
    refused("help bogus", "bogus");
    assertEquals(0, Ran.arco("help", "bake").code());
    assertEquals(0, Ran.arco("help").code());
  }
}
