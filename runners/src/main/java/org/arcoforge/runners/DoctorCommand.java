package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.Software;
import org.arcoforge.inflate.Inflation;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.runners.text.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says what bakes here use and what would be better: {@code arco doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says which Java, memory, processors, native code and temporary space bakes use on this machine,",
      "and what would be better."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int CACHES = 25; // main version of the JDK that keeps profiles of methods
  private static final long LITTLE_MEMORY = 1L << 30;
  private static final long LITTLE_SPACE = 10L << 30;

  @ParentCommand Arco arco;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print it as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    List<String> advice = new ArrayList<>();
    found.put("software", Software.text());
    java(found, advice);
    memory(found, advice);
    inflating(found, advice);
    space(found, advice);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode root = JsonText.tree(found);
      root.putPOJO("advice", advice);
      out.println(JsonText.of(root));
      return 0;
    }
    found.forEach((name, value) -> out.println(String.format("%-11s%s", name, value)));
    advice.forEach(line -> out.println("better: " + line));
    return 0;
  }

  private static void java(Map<String, String> found, List<String> advice) {
    found.put(
        "java",
        System.getProperty("java.version")
            + " ("
            + System.getProperty("java.vendor")
            + ", "
            + System.getProperty("java.home")
            + ")");
    List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
    if (has(options, "-XX:AOTCache=")) {
      found.put("classes", "from a cache, linked, with what was learnt of their methods");
    } else if (has(options, "-XX:SharedArchiveFile=")) {
      found.put("classes", "from an archive, mapped");
    } else {
      found.put("classes", "loaded one by one");
      advice.add(
          "start by scripts/arco, which keeps what the JVM has learnt, so that classes load faster");
    }
    if (Runtime.version().feature() < CACHES) {
      advice.add(
          "a JDK of "
              + CACHES
              + " or later starts faster; scripts/arco takes the newest that is installed, or"
              + " JAVA_HOME");
    }
  }

  private static boolean has(List<String> options, String start) {
    return options.stream().anyMatch(o -> o.startsWith(start));
  }

  private void memory(Map<String, String> found, List<String> advice) {
    long heap = Runtime.getRuntime().maxMemory();
    Resources resources = new RunnerOptions().resources(arco.settings);
    found.put("processors", Runtime.getRuntime().availableProcessors() + "");
    found.put("threads", resources.threads() + " for tiles");
    found.put("heap", HumanSizes.text(heap) + " at most");
    found.put("tiles", HumanSizes.text(resources.memory().tiles()) + " of it");
    if (heap < LITTLE_MEMORY) {
      advice.add(
          "more memory lets tiles be larger, so that chunks of the sources are decoded once:"
              + " ARCO_JAVA_OPTS=-Xmx4g");
    }
  }

  private void inflating(Map<String, String> found, List<String> advice) {
    if (arco.settings.jdkInflater()) {
      found.put("inflating", "Java's, as is set");
      return;
    }
    Inflation.Means means = Inflation.means();
    found.put("inflating", means(means));
    advice.addAll(
        betterInflating(means, Inflation.wantsLibdeflate(), System.getProperty("os.name", "")));
  }

  private static String means(Inflation.Means means) {
    return switch (means) {
      case LIBDEFLATE -> "native code (libdeflate)";
      case ISAL -> "native code (ISA-L of Intel GKL)";
      case JDK -> "Java's";
    };
  }

  /**
   * Returns what would inflate faster.
   *
   * @param wanted whether libdeflate would be used if it were there
   */
  static List<String> betterInflating(Inflation.Means means, boolean wanted, String system) {
    List<String> advice = new ArrayList<>();
    boolean mac = system.startsWith("Mac");
    if (wanted && (mac || system.equals("Linux"))) {
      advice.add(
          "netCDF-4 files are inflated faster where libdeflate is installed: "
              + (mac ? "brew install libdeflate" : "apt install libdeflate0 (Debian, Ubuntu)"));
    } else if (means == Inflation.Means.JDK) {
      advice.add(
          "netCDF-4 files are inflated by Java's own code, which is slower: native code is there for"
              + " Linux on x86-64, and where Java is of 22 or later and libdeflate is installed");
    }
    return advice;
  }

  private static void space(Map<String, String> found, List<String> advice) throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    if (!Files.isWritable(folder)) {
      advice.add(
          "nothing can be written to " + folder + ": set ARCO_JAVA_OPTS=-Djava.io.tmpdir=DIR");
      return;
    }
    FileStore store = Files.getFileStore(folder);
    found.put("temporary", folder + ", " + HumanSizes.text(store.getUsableSpace()) + " free");
    if (store.getUsableSpace() < LITTLE_SPACE) {
      advice.add(
          "little space for compressed files that are unpacked: ARCO_JAVA_OPTS=-Djava.io.tmpdir=DIR"
              + " names another folder");
    }
  }
}
