package org.arcoforge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which package may use which: the rules, as values that any set of classes can be held against.
 */
public final class Architecture {
  private static final String ROOT = "org.arcoforge.";

  /** The only classes of {@code format} that the planner may see: descriptions, not readers. */
  static final Set<String> DESCRIPTIONS =
      Set.of("SourceDescription", "SourceVariable", "ChunkStorage");

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

  /** A package uses no other of ours than those it is allowed. */
  public static ArchRule packagesUseOnlyWhatTheyMay() {
    return noClass(
        "use a package of ours that its own may not use",
        (from, to) -> {
          String user = part(from);
          String used = part(to);
          return !used.isEmpty() && !user.equals(used) && !Rooms.allowedTo(user).contains(used);
        });
  }

  /** Views, transforms and the planner see what a file contains, not how it is read. */
  public static ArchRule planSeesOnlyDescriptionsOfFormats() {
    return noClass(
        "use more of format than " + DESCRIPTIONS,
        (from, to) ->
            Set.of("plan", "view", "transform").contains(level1(from))
                && part(to).equals("format")
                && !DESCRIPTIONS.contains(outermost(to)));
  }

  /** Planning is pure: the same answer wherever it runs. */
  public static ArchRule planMakesNoInputOrOutput() {
    return noClass(
        "do input or output while planning",
        (from, to) ->
            Set.of("plan", "view", "transform", "cf").contains(level1(from))
                && (startsWith(to, INPUT_OUTPUT)
                    || (to.getPackageName().equals("java.io")
                        && !to.getSimpleName().equals("Serializable"))));
  }

  /** Patterns, arrays and the CF conventions know the JDK; CF's units are those of UDUNITS. */
  public static ArchRule patternAndArrayKnowOnlyTheJdk() {
    return noClass(
        "use a library",
        (from, to) ->
            Set.of("pattern", "array", "cf").contains(part(from))
                && !to.getBaseComponentType().isPrimitive()
                && !startsWith(to, List.of("java.", "javax.", ROOT))
                && !(part(from).equals("cf") && startsWith(to, List.of("ucar.units.")))
                && !startsWith(to, ANNOTATIONS));
  }

  /** Apache Beam is imported in one package of the library (and by what starts it). */
  public static ArchRule onlyBeamImportsBeam() {
    return noClass(
        "import Apache Beam",
        (from, to) ->
            !Set.of("beam", "runners").contains(level1(from))
                && startsWith(to, List.of("org.apache.beam.")));
  }

  /** Cloud SDKs are imported in one package. */
  public static ArchRule onlyStoreImportsCloudSdks() {
    return noClass(
        "import a cloud SDK", (from, to) -> !part(from).equals("store") && startsWith(to, CLOUD));
  }

  /** Packages do not depend on each other in a circle, at any level. */
  public static ArchRule packagesAreFreeOfCycles() {
    return slices().matching("org.arcoforge.(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  /** Each package is one of the design, and no part of its name is a word for nothing. */
  public static ArchRule packagesAreNamedForWhatTheyAre() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("be in a package of the design") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                boolean known = Rooms.ALLOWED.containsKey(part(item));
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

  /** The room of a class, of one or two levels; empty if it is not ours. */
  static String part(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName() + ".";
    return name.startsWith(ROOT) && name.length() > ROOT.length()
        ? name.substring(ROOT.length(), name.length() - 1)
        : "";
  }

  /** The first level of the room of a class. */
  private static String level1(JavaClass type) {
    return part(type).replaceFirst("\\..*", "");
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
