package org.arcoforge.runners;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.arcoforge.bake.Outcome;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Groups the commands of {@code arco catalog}; without one of them it prints its help. */
@Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    description = "Builds, checks, serves or asks the STAC catalog of a bakery.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CatalogBuildCommand.class,
      CatalogValidateCommand.class,
      CatalogServeCommand.class,
      CatalogGraphCommand.class
    },
    footerHeading = "%nExample:%n",
    footer = "  arco catalog validate --root ./arco-data")
final class CatalogCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Outcome.INVALID.exitCode();
  }

  /**
   * Opens the store of a catalog that is there.
   *
   * @throws CommandException if it is empty
   */
  static ObjectStore open(String place) throws IOException {
    ObjectStore store = ObjectStores.open(place);
    List<String> some;
    try (Stream<String> children = store.children("")) {
      some = children.limit(1).toList();
    }
    if (some.isEmpty()) {
      store.close();
      throw new CommandException(
          Outcome.INVALID,
          "there is no catalog at " + place + "; name its place with --root or --bakery");
    }
    return store;
  }
}
