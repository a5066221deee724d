package org.arcoforge.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordTest {
  @Test
  void plainArgumentsStayAsTheyAre() {
    for (String plain : List.of("feedstocks/demo-sst", "file:///a/b_c.zarr", "x@y", "é", "50%")) {
      assertEquals(plain, ShellWord.of(plain));
    }
  }

  @Test
  void aShellGetsBackWhatWasQuoted() throws Exception {
    for (String text :
        List.of(
            "a b", "it's", "$HOME", "`id`", "a\\b", "\"", "*", "~", "a;b&c|d", "#x", "(y)", "\n")) {
      Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(text)).start();
      String got = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(text, got);
      assertEquals(0, shell.waitFor());
    }
    assertEquals("''", ShellWord.of(""));
  }
}
