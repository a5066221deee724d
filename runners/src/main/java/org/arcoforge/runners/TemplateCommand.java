package org.arcoforge.runners;

import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes and launches a Flex Template of Dataflow: {@code arco template}. */
@Command(
    name = "template",
    mixinStandardHelpOptions = true,
    subcommands = {TemplateBuildCommand.class, TemplateLaunchCommand.class},
    description = {
      "Makes a Flex Template of Dataflow, by which bakes start without a machine of one's own,",
      "and the requests that launch it."
    })
final class TemplateCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr(), CommandLine.Help.Ansi.OFF);
    return Outcome.INVALID.exitCode();
  }
}
