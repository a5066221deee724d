package org.arcoforge.runners;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Refuses arguments that cannot be meant: numbers that an option does not take, and empty texts,
 * which a variable of the shell leaves that is not set.
 */
final class ArgumentRules {
  /** The numbers that options take, of all commands that have them. */
  private static final Map<String, Range> RANGES =
      Map.of(
          "--port", new Range(0, 65_535),
          "--prune", new Range(1, Long.MAX_VALUE),
          "--memory", new Range(1, 1_000_000_000),
          "--parallelism", new Range(1, 1_000_000),
          "--threads", new Range(1, 64),
          "--last", new Range(1, Integer.MAX_VALUE),
          "--older-than", new Range(0, 36_500));

  /** What is said in words may be nothing. */
  private static final List<String> WORDS = List.of("--title", "--reason");

  private ArgumentRules() {}

  private record Range(long least, long most) {
    boolean has(long number) {
      return least <= number && number <= most;
    }

    @Override
    public String toString() {
      return most >= Integer.MAX_VALUE
          ? least + " or more"
          : "a number from " + least + " to " + most;
    }
  }

  /**
   * Checks the arguments of a command, and of those below it.
   *
   * @throws CommandLine.ParameterException if one cannot be meant
   */
  static void check(ParseResult parsed) {
    CommandLine command = parsed.commandSpec().commandLine();
    if (parsed.commandSpec().helpCommand() && !parsed.unmatched().isEmpty()) {
      throw new CommandLine.UnmatchedArgumentException(command, parsed.unmatched());
    }
    for (ArgSpec argument : parsed.matchedArgs()) {
      String name = name(argument);
      if (argument.originalStringValues().contains("") && !WORDS.contains(name)) {
        throw new CommandLine.ParameterException(
            command,
            name
                + ": expected "
                + argument.paramLabel()
                + ", found an empty text (a variable of the shell that is not set?)");
      }
      Range range = RANGES.get(name);
      if (range != null
          && argument.getValue() instanceof Number number
          && !range.has(number.longValue())) {
        throw new CommandLine.ParameterException(
            command, name + " " + number + ": expected " + range);
      }
    }
    if (parsed.hasSubcommand()) {
      check(parsed.subcommand());
    }
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
