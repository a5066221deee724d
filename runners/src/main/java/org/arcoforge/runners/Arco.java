package org.arcoforge.runners;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.arcoforge.beam.Failures;
import org.arcoforge.beam.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line's entry. */
@Command(
    name = "arco",
    mixinStandardHelpOptions = true,
    versionProvider = SoftwareVersion.class,
    description =
        "Turns archives of scientific files into cloud-optimized Zarr, verified and catalogued.",
    subcommands = {
      NewCommand.class,
      LintCommand.class,
      PlanCommand.class,
      BakeCommand.class,
      VerifyCommand.class,
      VersionsCommand.class,
      RollbackCommand.class,
      CatalogCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or nothing to do",
      "1:anything unexpected",
      "2:invalid feedstock or arguments",
      "3:a source failed, or sources disagree",
      "4:conflict or lock",
      "5:verification failed"
    })
public final class Arco {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log, and show stack traces.")
  boolean verbose;

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** Runs one command; for {@code main} and for tests. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Arco arco = new Arco();
    CommandLine line =
        new CommandLine(arco)
            .setOut(out)
            .setErr(err)
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Arco::badArguments)
            .setExecutionExceptionHandler((e, command, parsed) -> failed(arco.verbose, e, command));
    line.setExecutionStrategy(
        parsed -> {
          Logging.set(arco.verbose);
          return new CommandLine.RunLast().execute(parsed);
        });
    return line.execute(args);
  }

  private static int badArguments(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("error: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return Outcome.INVALID.exitCode();
  }

  private static int failed(boolean verbose, Exception e, CommandLine command) {
    if (e instanceof CommandException c) {
      command.getErr().println("error: " + c.getMessage());
      return c.outcome().exitCode();
    }
    command.getErr().println("error: " + Failures.message(e));
    if (verbose) {
      e.printStackTrace(command.getErr());
    } else if (Failures.outcome(e) == Outcome.UNEXPECTED) {
      command
          .getErr()
          .println("This was not expected. Run it again with --verbose to see where it happened.");
    }
    return Failures.outcome(e).exitCode();
  }
}
