package org.arcoforge.runners;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Outcome;
import org.arcoforge.recipe.Feedstock;

/**
 * These are first uses of what every bake needs later and the JVM takes tens of milliseconds to
 * begin with: they are made beside the reading of the command line, which no other thread can help
 * with. What comes of them is thrown away.
 */
final class FirstUses {
  private static final Set<String> COMMANDS = Set.of("bake", "demo");

  private FirstUses() {}

  /** Begins them in a thread of their own, if the command is one that bakes. */
  static void begin(String... args) {
    if (args.length > 0 && COMMANDS.contains(args[0])) {
      Thread thread = new Thread(FirstUses::all, "first uses");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Makes them, and returns what the compiler may not leave out. */
  static int all() {
    int sum = BigDecimal.TEN.precision(); // its tables of powers
    try {
      BakeReport report = BakeReport.failed("", Outcome.DONE, List.of());
      sum += BakeReport.decode(report.encode()).problems().size(); // Jackson's look at the record
    } catch (IOException e) {
      sum--; // the bake itself will tell
    }
    Feedstock described = Feedstock.builder().id("").title("").description("").license("").build();
    return sum + described.toString().length(); // which digests of plans are made of
  }
}
