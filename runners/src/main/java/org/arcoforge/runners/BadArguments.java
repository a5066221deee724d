package org.arcoforge.runners;

import java.util.List;
import java.util.regex.Pattern;
import org.arcoforge.bake.Outcome;
import org.arcoforge.fault.FailureWords;
import picocli.CommandLine;

/** Says what is wrong with the arguments, what may have been meant, and where to read on. */
final class BadArguments implements CommandLine.IParameterExceptionHandler {
  private static final Pattern NO_NUMBER =
      Pattern.compile("is not an? (byte|short|int|long|double|float)\\b");

  @Override
  public int handleParseException(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("error: " + message(e));
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> meant = unmatched.getSuggestions();
      if (!meant.isEmpty()) {
        // The likeliest is the first.
        String begin = meant.get(0).startsWith("-") ? "" : name + " ";
        command.getErr().println("Did you mean '" + begin + meant.get(0) + "'?");
      }
    }
    command.getErr().println("Try '" + name + " --help'.");
    return Outcome.INVALID.exitCode();
  }

  private static String message(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !e.getCommandLine().getSubcommands().isEmpty()
        && !unmatched.getUnmatched().isEmpty()) {
      return "there is no command '" + unmatched.getUnmatched().get(0) + "'";
    }
    String message = String.valueOf(e.getMessage());
    return FailureWords.withoutClasses(
        NO_NUMBER
            .matcher(message)
            .replaceAll(
                m ->
                    m.group(1).matches("double|float")
                        ? "is not a number"
                        : "is not a whole number"));
  }
}
