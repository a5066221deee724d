package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.arcoforge.settings.Settings;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
  /** All commands as they are typed, those of commands included. */
  private static List<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    add(all, List.of(), Arco.line(Settings.standard()));
    return all;
  }

  private static void add(List<List<String>> all, List<String> path, CommandLine line) {
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              all.add(longer);
              add(all, longer, command);
            });
  }

  @Test
  void everyVerbOfTheDesignIsThere() {
    List<String> names = commands().stream().map(c -> String.join(" ", c)).toList();
    for (String verb :
        List.of(
            "demo",
            "new",
            "lint",
            "plan",
            "bake",
            "verify",
            "versions",
            "quality",
            "rollback",
            "sweep",
            "help",
            "completion",
            "catalog build",
            "catalog validate")) {
      assertTrue(names.contains(verb), verb + " is not in " + names);
    }
  }

  @Test
  void everyVerbDescribesItselfAndItsOptions() {
    for (List<String> command : commands()) {
      CommandLine line = Arco.line(Settings.standard());
      for (String name : command) {
        line = Objects.requireNonNull(line.getSubcommands().get(name));
      }
      assertTrue(line.getCommandSpec().usageMessage().description().length > 0, command.toString());
      line.getCommandSpec()
          .options()
          .forEach(o -> assertTrue(o.description().length > 0, command + " " + o.longestName()));
    }
  }

  @Test
  void helpOfEveryVerbExitsWithZeroAndNamesTheVerb() {
    for (List<String> command : commands()) {
      List<String> arguments = new ArrayList<>(command);
      arguments.add("--help");
      Ran ran = Ran.arco(arguments.toArray());
      assertEquals(0, ran.code(), command.toString());
      assertTrue(ran.out().contains("arco " + String.join(" ", command)), ran.toString());
      assertEquals("", ran.err());
    }
  }

  @Test
  void theHelpListsEveryVerbInAGroupAndTheExitCodes() {
    Ran ran = Ran.arco("--help");
    for (List<String> command : commands()) {
      assertTrue(ran.out().contains("  " + command.get(0) + " "), command + " in " + ran.out());
    }
    assertFalse(ran.out().contains("More:"), ran.out());
    assertTrue(ran.out().contains("Exit codes:"), ran.out());
  }

  @Test
  void withoutACommandTheHelpGoesToStandardErrorAndTheExitCodeIsThatOfBadArguments() {
    for (Ran ran : List.of(Ran.arco(), Ran.arco("catalog"))) {
      assertEquals(2, ran.code());
      assertEquals("", ran.out());
      assertTrue(ran.err().contains("Usage: arco"), ran.err());
    }
  }

  @Test
  void anUnknownCommandSuggestsTheOneThatWasMeant() {
    Ran ran = Ran.arco("bak");
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("there is no command 'bak'"), ran.err());
    assertTrue(ran.err().contains("Did you mean 'arco bake'?"), ran.err());
    assertTrue(
        Ran.arco("catalog", "valdate").err().contains("Did you mean 'arco catalog validate'?"));
  }

  @Test
  void anUnknownOptionSuggestsTheOneThatWasMeant() {
    Ran ran = Ran.arco("plan", "x", "--jsn");
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("Did you mean '--json'?"), ran.err());
  }

  @Test
  void helpOfAVerbIsThatOfTheVerb() {
    Ran ran = Ran.arco("help", "verify");
    assertEquals(0, ran.code(), ran.toString());
    assertEquals(Ran.arco("verify", "--help").out(), ran.out());
    assertEquals(Ran.arco("--help").out(), Ran.arco("help").out());
    assertEquals(2, Ran.arco("help", "verif").code());
  }

  @Test
  void aNumberThatIsNoneIsToldWithoutTypesOfJava() {
    Ran ran = Ran.arco("sweep", "--older-than", "two");
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("'two' is not a whole number"), ran.err());
  }

  @Test
  void withoutColoursThereAreNone() {
    for (String[] arguments : new String[][] {{"--help"}, {"bake", "--help"}, {"help", "plan"}}) {
      Ran ran = Ran.arco(Settings.standard().toBuilder().plain(true).build(), (Object[]) arguments);
      assertFalse(ran.out().contains("\u001b["), ran.out());
    }
  }

  @Test
  void theVersionNamesTheSoftware() {
    Ran ran = Ran.arco("--version");
    assertEquals(0, ran.code());
    assertTrue(ran.out().startsWith("ArcoForge "), ran.out());
  }
}
