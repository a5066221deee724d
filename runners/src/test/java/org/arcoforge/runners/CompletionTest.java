package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  @TempDir Path folder = Path.of("");

  /** What bash offers after some words; the last one is being typed. */
  private String offered(String... words) throws IOException, InterruptedException {
    Path script = folder.resolve("arco.bash");
    Files.writeString(script, Ran.arco("completion", "bash").out());
    StringBuilder array = new StringBuilder();
    for (String word : words) {
      array.append("'").append(word).append("' ");
    }
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source "
                    + script
                    + "; COMP_WORDS=("
                    + array
                    + "); COMP_CWORD="
                    + (words.length - 1)
                    + "; _complete_arco; echo \"${COMPREPLY[@]}\"")
            .redirectErrorStream(true)
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), out);
    return out;
  }

  @Test
  void bashOffersCommandsAndTheirOptions() throws Exception {
    assertTrue(offered("arco", "ba").contains("bake"), offered("arco", "ba"));
    assertTrue(offered("arco", "bake", "--pr").contains("--prune"));
    assertTrue(offered("arco", "catalog", "bu").contains("build"));
  }

  @Test
  void fishIsToldOfCommandsWhereTheyGoAndOfOptions() {
    String script = Ran.arco("completion", "fish").out();
    assertTrue(
        script.contains("complete -c arco -n '__fish_use_subcommand' -f -a 'bake' -d 'Bakes "),
        script);
    assertTrue(
        script.contains("complete -c arco -n '__fish_seen_subcommand_from bake' -l prune -r -d "),
        script);
    script
        .lines()
        .forEach(
            line -> {
              assertTrue(line.startsWith("complete -c arco -n '"), line);
              String bare = line.replace("\\\\", "").replace("\\'", "");
              assertEquals(0, bare.chars().filter(c -> c == '\'').count() % 2, line);
            });
  }

  @Test
  void anUnknownShellIsABadArgument() {
    Ran ran = Ran.arco("completion", "tcsh");
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("BASH, ZSH, FISH"), ran.err());
  }
}
