package org.arcoforge.runners.text;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the commands and options of a command line as the shell fish wants them, a line each. */
public final class FishCompletion {
  private final String program;
  private final StringBuilder lines = new StringBuilder();

  private FishCompletion(String program) {
    this.program = program;
  }

  /** Returns the script for a program with subcommands. */
  public static String of(CommandSpec program) {
    FishCompletion fish = new FishCompletion(program.name());
    fish.command(program, "__fish_use_subcommand", List.of());
    return fish.lines.toString();
  }

  /** {@code when}: fish's condition under which this command's words are offered. */
  private void command(CommandSpec command, String when, List<String> path) {
    for (Map.Entry<String, CommandLine> sub : command.subcommands().entrySet()) {
      CommandSpec spec = sub.getValue().getCommandSpec();
      String[] header = spec.usageMessage().header();
      String[] description = spec.usageMessage().description();
      line(when, "-f -a " + quoted(sub.getKey()), first(header.length > 0 ? header : description));
    }
    for (OptionSpec option : command.options()) {
      StringBuilder words = new StringBuilder();
      for (String name : option.names()) {
        words
            .append(words.length() == 0 ? "" : " ")
            .append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
      }
      if (option.arity().max() > 0) {
        words.append(" -r");
      }
      line(when, words.toString(), first(option.description()));
    }
    for (Map.Entry<String, CommandLine> sub : command.subcommands().entrySet()) {
      String inside = "__fish_seen_subcommand_from " + sub.getKey();
      String outer = path.isEmpty() ? "" : when + "; and ";
      command(sub.getValue().getCommandSpec(), outer + inside, List.of(sub.getKey()));
    }
  }

  private void line(String when, String words, String description) {
    lines
        .append("complete -c ")
        .append(program)
        .append(" -n ")
        .append(quoted(when))
        .append(' ')
        .append(words)
        .append(description.isEmpty() ? "" : " -d " + quoted(description))
        .append('\n');
  }

  private static String first(String[] texts) {
    return texts.length == 0 ? "" : String.format(texts[0].replaceAll("\\$\\{[^}]*}", "…")).strip();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
