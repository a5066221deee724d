package org.arcoforge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dependency rule holds, and each rule bites on classes that break it. */
class ArchitectureTest {
  @Test
  void packagesOfTheLibraryUseOnlyWhatTheyMay() {
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.arcoforge");
    assertTrue(ours.size() > 40, "too few classes were found to mean anything: " + ours.size());
    for (ArchRule rule : Architecture.rules()) {
      rule.check(ours);
    }
  }

  @Test
  void everyForbiddenPairOfPackagesIsFoundAndNoAllowedOne(@TempDir Path folder) throws IOException {
    List<Source> sources = new ArrayList<>();
    Set<String> forbidden = new TreeSet<>();
    Set<String> names = Rooms.ALLOWED.keySet();
    for (String used : names) {
      sources.add(new Source(used, "SourceDescription", "public class SourceDescription {}"));
      for (String user : names) {
        String name = "Uses_" + used.replace('.', '_');
        String body = "class " + name + " { org.arcoforge." + used + ".SourceDescription field; }";
        sources.add(new Source(user, name, body));
        if (!user.equals(used) && !Rooms.allowedTo(user).contains(used)) {
          forbidden.add(user + "." + name);
        }
      }
    }
    assertTrue(
        forbidden.containsAll(
            List.of(
                "pattern.Uses_array",
                "beam.Uses_runners",
                "view.Uses_transform",
                "bake.tile.Uses_bake_verify",
                "format.hdf5.Uses_format_grib")));
    assertEquals(
        forbidden, offenders(Architecture.packagesUseOnlyWhatTheyMay(), compile(folder, sources)));
  }

  @Test
  void plannerThatOpensFilesIsFound(@TempDir Path folder) throws IOException {
    JavaClasses classes =
        compile(
            folder,
            List.of(
                new Source("format", "SourceReader", "public class SourceReader {}"),
                new Source("format", "SourceVariable", "public class SourceVariable {}"),
                new Source(
                    "plan",
                    "Reads",
                    "class Reads { org.arcoforge.format.SourceReader[] readers; }"),
                new Source("plan", "Opens", "class Opens { java.io.FileInputStream in; }"),
                new Source("plan", "Lists", "class Lists { java.nio.file.Path path; }"),
                new Source(
                    "plan",
                    "Pure",
                    "class Pure implements java.io.Serializable "
                        + "{ org.arcoforge.format.SourceVariable variable; }")));
    assertEquals(
        Set.of("plan.Reads"), offenders(Architecture.planSeesOnlyDescriptionsOfFormats(), classes));
    assertEquals(
        Set.of("plan.Opens", "plan.Lists"),
        offenders(Architecture.planMakesNoInputOrOutput(), classes));
  }

  @Test
  void libraryInAnArrayBeamInZarrAndCloudInSourceAreFound(@TempDir Path folder) throws IOException {
    JavaClasses classes =
        compile(
            folder,
            List.of(
                new Source("array", "Library", "class Library { org.slf4j.Logger log; }"),
                new Source("array", "Plain", "class Plain { int[][] a; java.util.List<?> b; }"),
                new Source(
                    "zarr", "Beam", "class Beam { org.apache.beam.sdk.values.KV<?, ?> kv; }"),
                new Source(
                    "beam", "Beam", "class Beam { org.apache.beam.sdk.values.KV<?, ?> kv; }"),
                new Source(
                    "source", "Cloud", "class Cloud { com.google.cloud.storage.Blob blob; }"),
                new Source(
                    "store", "Cloud", "class Cloud { com.google.cloud.storage.Blob blob; }")));
    assertEquals(
        Set.of("array.Library"), offenders(Architecture.patternAndArrayKnowOnlyTheJdk(), classes));
    assertEquals(Set.of("zarr.Beam"), offenders(Architecture.onlyBeamImportsBeam(), classes));
    assertEquals(
        Set.of("source.Cloud"), offenders(Architecture.onlyStoreImportsCloudSdks(), classes));
  }

  @Test
  void cyclesAndVagueNamesAreFound(@TempDir Path folder) throws IOException {
    JavaClasses classes =
        compile(
            folder,
            List.of(
                new Source("zarr", "There", "public class There { org.arcoforge.store.Back b; }"),
                new Source("store", "Back", "public class Back { org.arcoforge.zarr.There t; }"),
                new Source("bake", "Up", "public class Up { org.arcoforge.bake.tile.Down d; }"),
                new Source("bake.tile", "Down", "public class Down { org.arcoforge.bake.Up u; }"),
                new Source("zarr.utils", "Thing", "class Thing {}"),
                new Source("toolbox", "Thing", "class Thing {}")));
    String cycles =
        Architecture.packagesAreFreeOfCycles().evaluate(classes).getFailureReport().toString();
    assertTrue(cycles.contains("zarr") && cycles.contains("bake.tile"), cycles);
    assertEquals(
        Set.of("zarr.utils.Thing", "toolbox.Thing"),
        offenders(Architecture.packagesAreNamedForWhatTheyAre(), classes));
  }

  private record Source(String part, String name, String body) {}

  /** Compiles small classes into the root package's name, in a folder that nothing else sees. */
  private static JavaClasses compile(Path folder, List<Source> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", folder.resolve("out").toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    for (Source source : sources) {
      Path file = folder.resolve(source.part().replace('.', '/')).resolve(source.name() + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "package org.arcoforge." + source.part() + "; " + source.body());
      arguments.add(file.toString());
    }
    java.io.ByteArrayOutputStream messages = new java.io.ByteArrayOutputStream();
    int result = compiler.run(null, messages, messages, arguments.toArray(String[]::new));
    assertEquals(0, result, messages::toString);
    return new ClassFileImporter().importPath(folder.resolve("out"));
  }

  /** The classes that a rule reports, without the root package. */
  private static Set<String> offenders(ArchRule rule, JavaClasses classes) {
    List<String> details = rule.evaluate(classes).getFailureReport().getDetails();
    assertFalse(details.isEmpty(), "the rule reports nothing: " + rule.getDescription());
    Pattern first = Pattern.compile("org\\.arcoforge\\.([\\w.]*\\w)");
    return details.stream()
        .flatMap(line -> first.matcher(line).results().limit(1))
        .map(found -> found.group(1).replaceAll("\\.(field|readers|in|path|log|kv|blob)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
