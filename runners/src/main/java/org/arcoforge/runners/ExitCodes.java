package org.arcoforge.runners;

import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.bake.Outcome;
import picocli.CommandLine;

/** Lists the exit codes of all commands with their meanings, for the help. */
final class ExitCodes {
  private ExitCodes() {}

  /** Returns the codes in their order, those of signals last, each with its meaning. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      all.put(Integer.toString(outcome.exitCode()), outcome.words());
    }
    all.put("130", "stopped by SIGINT (Ctrl-C)");
    all.put("143", "stopped by SIGTERM");
    return all;
  }

  /** Puts the list into the help of a command and of all commands below it. */
  static void addTo(CommandLine line) {
    Map<String, String> codes = all();
    if (line.getCommandSpec().userObject() instanceof DiffCommand) {
      codes.put(Integer.toString(DiffCommand.DIFFER), "they differ; with --exit-code only");
    }
    line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
    line.getSubcommands().values().forEach(ExitCodes::addTo);
  }
}
