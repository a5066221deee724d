package org.arcoforge.runners;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Software;
import org.arcoforge.runners.text.CleanWriter;
import org.arcoforge.runners.text.JsonLogFormatter;
import org.arcoforge.runners.text.ProgressDisplay;
import org.arcoforge.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Runs the command line {@code arco}, whose entry this is. */
@Command(
    name = "arco",
    mixinStandardHelpOptions = true,
    versionProvider = Arco.Version.class,
    description =
        "Turns archives of scientific files into cloud-optimized Zarr, verified and catalogued.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "")
public final class Arco implements Callable<Integer> {
  /** Kept, or its level would be collected with it. */
  private static final Logger LOG = LogManager.getLogManager().getLogger("");

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log, and show stack traces.")
  boolean verbose;

  @Spec CommandSpec spec;

  /** Gives name and version of this software to {@code --version}. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Software.text(), "Java " + System.getProperty("java.version")};
    }
  }

  final Settings settings;
  private @Nullable CleanWriter clean;

  private Arco(Settings settings) {
    this.settings = settings;
  }

  /** Returns where a command shows how far it is. */
  ProgressDisplay display(CommandSpec command) {
    return new ProgressDisplay(
        command.commandLine().getErr(), settings.terminal(), !settings.plain(), verbose);
  }

  /**
   * Prints the help to standard error, as there is no command, and gives the exit code of bad
   * arguments.
   */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr(), CommandLine.Help.Ansi.OFF);
    return Outcome.INVALID.exitCode();
  }

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    FirstUses.begin(args);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(System.getProperties(), out, err, args));
  }

  private static int run(Properties properties, PrintWriter out, PrintWriter err, String... args) {
    Settings settings;
    try {
      settings = Settings.of(properties);
    } catch (IllegalArgumentException e) {
      err.println("error: " + e.getMessage());
      return Outcome.INVALID.exitCode();
    }
    return run(settings, out, err, args);
  }

  /** Runs one command; for {@code main} and for tests. */
  static int run(Settings settings, PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = line(settings, args).setOut(out);
    Arco arco = line.getCommand();
    arco.clean = new CleanWriter(err);
    return line.setErr(new PrintWriter(arco.clean, true)).execute(args);
  }

  /**
   * Libraries log nothing unless asked: the runners log failures that the command itself tells. Who
   * wants lines of JSON gets warnings too.
   */
  private void log() {
    LOG.setLevel(verbose ? Level.INFO : settings.jsonLog() ? Level.WARNING : Level.OFF);
    for (Handler handler : LOG.getHandlers()) {
      if (settings.jsonLog()) {
        handler.setFormatter(new JsonLogFormatter());
      } else if (handler.getFormatter() instanceof JsonLogFormatter) { // of a command before
        handler.setFormatter(new SimpleFormatter());
      }
    }
  }

  /** Returns what says, when the process is told to stop, how things are. */
  Interruption interruption(PrintWriter err) {
    return new Interruption(err, clean);
  }

  /** Returns the command line with the commands that the arguments may ask for. */
  static CommandLine line(Settings settings, String... args) {
    Arco arco = new Arco(settings);
    CommandLine line = new CommandLine(arco);
    CommandGroups.addTo(line, args);
    ExitCodes.addTo(line);
    if (settings.plain()) {
      line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }
    line.setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new BadArguments())
        .setExecutionExceptionHandler((e, command, parsed) -> failed(arco.verbose, e, command))
        .setExecutionStrategy(
            parsed -> {
              arco.log();
              ArgumentRules.check(parsed);
              if (!isHelp(parsed)) { // which may have colours
                line.setOut(new PrintWriter(new CleanWriter(line.getOut()), true));
              }
              return new CommandLine.RunLast().execute(parsed);
            });
    line.getHelpSectionMap()
        .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
    return line;
  }

  private static boolean isHelp(CommandLine.ParseResult parsed) {
    return parsed.commandSpec().helpCommand()
        || parsed.isUsageHelpRequested()
        || parsed.isVersionHelpRequested()
        || (parsed.hasSubcommand() && isHelp(parsed.subcommand()));
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
