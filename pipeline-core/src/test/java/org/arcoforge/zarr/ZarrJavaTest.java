package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.Block;
import org.arcoforge.zarr.ReaderCase.Expected;
import org.arcoforge.zarr.ReaderCase.Form;
import org.arcoforge.zarr.ReaderCase.Way;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** zarr-java reads from our stores, value by value, what its table says. */
class ZarrJavaTest {
  private static final Path PAGE = Path.of("docs", "readers.md");
  private static final List<ReaderCase> CASES = ReaderCases.all();

  @TempDir static Path folder;
  private static ZarrJavaLoader loader;
  private static IndependentReader reader;

  /** What came of each form of each case, in their order. */
  private static final List<Map<Form, Map<Way, Set<String>>>> FOUND = new ArrayList<>();

  @BeforeAll
  static void writeAndRead() throws IOException, ReflectiveOperationException {
    loader = ZarrJavaLoader.open(folder);
    reader = loader.reader();
    for (ReaderCase one : CASES) {
      Map<Form, Map<Way, Set<String>>> found = new EnumMap<>(Form.class);
      for (Form form : one.samples().keySet()) {
        ReaderTrial.write(one, form, store(one, form));
        found.put(form, ReaderTrial.read(reader, one, form, store(one, form)));
      }
      FOUND.add(found);
    }
  }

  @AfterAll
  static void close() throws IOException {
    loader.close();
  }

  private static Path store(ReaderCase one, Form form) {
    return folder.resolve(CASES.indexOf(one) + "." + form);
  }

  @Test
  void everyValueIsReadAsItWasWrittenButWhereItIsKnownOtherwise() {
    Map<Expected, Integer> arrays = new EnumMap<>(Expected.class);
    for (int i = 0; i < CASES.size(); i++) {
      ReaderCase one = CASES.get(i);
      FOUND
          .get(i)
          .forEach(
              (form, found) -> {
                Expected expected = one.expected(form);
                String message =
                    one.row() + ", " + form.title + ", " + one.types(form) + ": " + found;
                found.forEach((way, all) -> check(expected, way, all, message));
                arrays.merge(expected, one.samples(form).size(), Integer::sum);
              });
    }
    assertTrue(arrays.getOrDefault(Expected.EXACT, 0) > 350, arrays::toString);
  }

  private static void check(Expected expected, Way way, Set<String> found, String message) {
    boolean exact =
        expected == Expected.EXACT || (expected == Expected.EXACT_IN_BOXES && way == Way.BOXES);
    if (exact || expected == Expected.WRONG) {
      assertEquals(Set.of(exact ? ReaderTrial.EXACT : ReaderTrial.WRONG), found, message);
    } else {
      assertTrue(found.stream().allMatch(text -> text.contains("Exception: ")), message);
    }
  }

  @Test
  void theTablesOfThePageSayWhatIsRead() throws IOException {
    ReaderPage tables = new ReaderPage();
    IndependentReader older = new ZarrJavaReader();
    for (int i = 0; i < CASES.size(); i++) {
      ReaderCase one = CASES.get(i);
      FOUND.get(i).forEach((form, found) -> tables.add(one.table(), one.row(), form.title, found));
      if (one.table().equals(ReaderCases.TYPES)) {
        for (Form form : one.samples().keySet()) {
          String column = form.title + ", netcdf-java 4.5.5";
          Map<Way, Set<String>> found = ReaderTrial.read(older, one, form, store(one, form));
          tables.add(one.table(), one.row(), column, found);
        }
      }
    }
    String page = tables.in(PAGE);
    if (!page.equals(Files.readString(PAGE))) {
      Path found = Path.of("target", PAGE.getFileName().toString());
      Files.writeString(found, page);
      assertEquals(
          Files.readString(PAGE), page, "if the tables are right: cp " + found + " " + PAGE);
    }
  }

  @Test
  void anElementThatIsNotWhatWasWrittenIsNoticed(@TempDir Path copy) throws Exception {
    ReaderCase one = named("int32");
    ReaderTrial.write(one, Form.ZARR2, copy);
    Path array = copy.resolve("int32");
    Block written = one.samples(Form.ZARR2).get(0).values();
    assertEquals(written, reader.whole(array));
    Files.copy(array.resolve("1.1"), array.resolve("0.0"));
    assertNotEquals(written, reader.whole(array));
  }

  @Test
  void chunksOfFillValuesAloneAreLeftOutOfWhatIsRead() throws IOException {
    Path chunks = store(named("int32"), Form.ZARR3).resolve("int32").resolve("c");
    assertTrue(Files.exists(chunks.resolve("1").resolve("0")));
    assertTrue(Files.notExists(chunks.resolve("0").resolve("0")));
    Path shard = store(named("none"), Form.SHARDED).resolve("int32").resolve("c").resolve("0");
    int twoOfFourChunks = 2 * 6 * Integer.BYTES;
    int index = 4 * 2 * Long.BYTES + Integer.BYTES;
    assertEquals(twoOfFourChunks + index, Files.size(shard.resolve("0")));
  }

  private static ReaderCase named(String row) {
    return CASES.stream().filter(one -> one.row().equals(row)).findFirst().orElseThrow();
  }

  @Test
  void netcdfJavaOfTheClassPathStaysAsItIs() throws ClassNotFoundException {
    Class<?> ours = ucar.ma2.Array.class;
    Class<?> theirs = loader.loadClass(ours.getName());
    assertTrue(home(ours).endsWith("/cdm-4.5.5.jar"), home(ours));
    assertTrue(home(theirs).endsWith("/cdm-core.jar"), home(theirs));
    assertEquals("5.5.3", theirs.getPackage().getImplementationVersion());
  }

  private static String home(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().toString();
  }
}
