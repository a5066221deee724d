package org.arcoforge.runners;

import java.util.concurrent.Callable;
import org.arcoforge.runners.text.FishCompletion;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints what lets a shell complete commands and options: {@code arco completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints what lets a shell complete commands and options.",
    footerHeading = "%nExample:%n",
    footer = {
      "  source <(arco completion bash)       # in ~/.bashrc; zsh alike, in ~/.zshrc",
      "  arco completion fish | source        # in ~/.config/fish/config.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /** A shell is one that a script can be printed for. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @ParentCommand Arco arco;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
  Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    CommandLine all = Arco.line(arco.settings);
    spec.commandLine()
        .getOut()
        .print(
            shell == Shell.FISH
                ? FishCompletion.of(all.getCommandSpec())
                : AutoComplete.bash(all.getCommandName(), all)); // knows of zsh itself
    spec.commandLine().getOut().flush();
    return 0;
  }
}
