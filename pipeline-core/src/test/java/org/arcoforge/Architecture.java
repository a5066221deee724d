package org.arcoforge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which package may use which: the rules, as values that any set of classes can be held against.
 */
public final class Architecture {
  private static final String ROOT = "org.arcoforge.";

  /** The only classes of {@code format} that the planner may see: descriptions, not readers. */
  static final Set<String> DESCRIPTIONS =
      Set.of("SourceDescription", "SourceVariable", "ChunkStorage");

  /** What a package may use of ours, by the first part of its name after the root. */
  static final Map<String, Set<String>> ALLOWED = allowed();

  private static final List<String> ANNOTATIONS =
      List.of("org.jspecify.", "com.google.auto.value.", "com.google.errorprone.annotations.");
  private static final List<String> CLOUD =
      List.of("com.google.cloud.", "software.amazon.", "com.amazonaws.", "com.azure.");
  private static final List<String> INPUT_OUTPUT =
      List.of("java.nio.file.", "java.nio.channels.", "java.net.", "java.util.zip.");
  private static final Set<String> WORDS_FOR_NOTHING =
      Set.of(
          "util", "utils", "common", "commons", "helper", "helpers", "manager", "managers", "misc");

  private Architecture() {}

  private static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> rules = new LinkedHashMap<>();
    rules.put("pattern", Set.of());
    rules.put("array", Set.of());
    rules.put("recipe", Set.of("pattern", "array"));
    rules.put("store", Set.of());
    rules.put("source", Set.of("pattern", "store"));
    rules.put("format", Set.of("array", "source"));
    rules.put("zarr", Set.of("array", "store"));
    // A recipe's values are made of the pattern's: who reads recipes reads patterns.
    rules.put("plan", Set.of("recipe", "pattern", "array", "format"));
    rules.put("commit", Set.of("zarr", "store", "array"));
    rules.put("stac", Set.of("store", "array", "recipe", "pattern"));
    Set<String> core = new TreeSet<>(rules.keySet());
    rules.put("beam", Set.copyOf(core));
    rules.put("recipes", Set.of("recipe", "pattern", "array"));
    core.addAll(List.of("beam", "recipes"));
    rules.put("runners", Set.copyOf(core));
    return rules;
  }

  static Set<String> allowedTo(String user) {
    return ALLOWED.getOrDefault(user, Set.of());
  }

  /** A package uses no other of ours than those it is allowed. */
  public static ArchRule packagesUseOnlyWhatTheyMay() {
    return noClass(
        "use a package of ours that its own may not use",
        (from, to) -> {
          String user = part(from);
          String used = part(to);
          return !used.isEmpty() && !user.equals(used) && !allowedTo(user).contains(used);
        });
  }

  /** The planner sees what a file contains, not how it is read. */
  public static ArchRule planSeesOnlyDescriptionsOfFormats() {
    return noClass(
        "use more of format than " + DESCRIPTIONS,
        (from, to) ->
            part(from).equals("plan")
                && part(to).equals("format")
                && !DESCRIPTIONS.contains(outermost(to)));
  }

  /** Planning is pure: the same answer wherever it runs. */
  public static ArchRule planMakesNoInputOrOutput() {
    return noClass(
        "do input or output while planning",
        (from, to) ->
            part(from).equals("plan")
                && (startsWith(to, INPUT_OUTPUT)
                    || (to.getPackageName().equals("java.io")
                        && !to.getSimpleName().equals("Serializable"))));
  }

  /** Patterns and arrays know nothing but the JDK. */
  public static ArchRule patternAndArrayKnowOnlyTheJdk() {
    return noClass(
        "use a library",
        (from, to) ->
            Set.of("pattern", "array").contains(part(from))
                && !to.getBaseComponentType().isPrimitive()
                && !startsWith(to, List.of("java.", "javax.", ROOT))
                && !startsWith(to, ANNOTATIONS));
  }

  /** Apache Beam is imported in one package of the library (and by what starts it). */
  public static ArchRule onlyBeamImportsBeam() {
    return noClass(
        "import Apache Beam",
        (from, to) ->
            !Set.of("beam", "runners").contains(part(from))
                && startsWith(to, List.of("org.apache.beam.")));
  }

  /** Cloud SDKs are imported in one package. */
  public static ArchRule onlyStoreImportsCloudSdks() {
    return noClass(
        "import a cloud SDK", (from, to) -> !part(from).equals("store") && startsWith(to, CLOUD));
  }

  /** Packages do not depend on each other in a circle. */
  public static ArchRule packagesAreFreeOfCycles() {
    return slices()
        .matching("org.arcoforge.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true);
  }

  /** Each package is one of the design, and no part of its name is a word for nothing. */
  public static ArchRule packagesAreNamedForWhatTheyAre() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("be in a package of the design") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                boolean known = ALLOWED.containsKey(part(item));
                boolean vague =
                    List.of(item.getPackageName().split("\\.")).stream()
                        .anyMatch(WORDS_FOR_NOTHING::contains);
                if (!item.getSimpleName().equals("package-info") && (!known || vague)) {
                  events.add(SimpleConditionEvent.violated(item, item.getName()));
                }
              }
            })
        .allowEmptyShould(true);
  }

  /** Every rule. */
  public static List<ArchRule> rules() {
    return List.of(
        packagesUseOnlyWhatTheyMay(),
        planSeesOnlyDescriptionsOfFormats(),
        planMakesNoInputOrOutput(),
        patternAndArrayKnowOnlyTheJdk(),
        onlyBeamImportsBeam(),
        onlyStoreImportsCloudSdks(),
        packagesAreFreeOfCycles(),
        packagesAreNamedForWhatTheyAre());
  }

  private interface Forbidden {
    boolean test(JavaClass from, JavaClass to);
  }

  private static ArchRule noClass(String what, Forbidden forbidden) {
    return classes()
        .should(
            new ArchCondition<JavaClass>("not " + what) {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                Predicate<Dependency> found =
                    d -> forbidden.test(d.getOriginClass(), d.getTargetClass());
                item.getDirectDependenciesFromSelf().stream()
                    .filter(found)
                    .forEach(
                        d -> events.add(SimpleConditionEvent.violated(item, d.getDescription())));
              }
            })
        .allowEmptyShould(true);
  }

  /** The part of a package's name that the rules speak of; empty if it is not ours. */
  private static String part(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName() + ".";
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String rest = name.substring(ROOT.length());
    return rest.isEmpty() ? "" : rest.substring(0, rest.indexOf('.'));
  }

  private static String outermost(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return simple.contains("$") ? simple.substring(0, simple.indexOf('$')) : simple;
  }

  private static boolean startsWith(JavaClass type, List<String> prefixes) {
    return prefixes.stream().anyMatch(type.getBaseComponentType().getName()::startsWith);
  }
}
