package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the data can tell about a recipe is told as lint tells: with its place. */
class PlacesOfErrorsTest {
  @TempDir Path folder = Path.of("");

  /** The demo's feedstock with one text for another, which reads the demo's files. */
  private Path with(String old, String other) throws IOException {
    String text = Files.readString(Ran.demo().resolve("feedstock.yaml"));
    assertTrue(text.contains(old), text);
    return Files.writeString(
        folder.resolve("feedstock.yaml"),
        text.replace(old, other).replace("data/demo-sst", Ran.demo() + "/data/demo-sst"));
  }

  /** {@code line:column} of a text in a file, from 1. */
  private static String placeOf(String wanted, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int n = 0; n < lines.size(); n++) {
      int at = lines.get(n).indexOf(wanted);
      if (at >= 0) {
        return (n + 1) + ":" + (at + 1);
      }
    }
    throw new AssertionError(wanted + " is not in " + file);
  }

  private void told(Path file, String at, String... parts) throws IOException {
    told(List.of("plan"), file, at, parts);
  }

  private void told(List<String> verbs, Path file, String at, String... parts) throws IOException {
    for (String verb : verbs) {
      Ran ran = Ran.arco(verb, file, "--root", folder.resolve("root"));
      assertEquals(2, ran.code(), ran.toString());
      String place = file + ":" + placeOf(at, file) + ": ";
      assertTrue(ran.err().contains("error: " + place), place + " in " + ran);
      for (String part : parts) {
        assertTrue(ran.err().contains(part), part + " in " + ran);
      }
    }
  }

  @Test
  void aChunkOfNoDimension() throws IOException {
    told(
        List.of("plan", "bake"),
        with("{time: 5,", "{Time: 5,"),
        "Time: 5",
        "'Time'",
        "did you mean 'time'?");
  }

  @Test
  void aConcatDimensionThatIsMisspelled() throws IOException {
    Path file = with("concat: time", "concat: tme");
    Files.writeString(file, Files.readString(file).replace("{time:%Y%m%d}", "{tme:%Y%m%d}"));
    Files.writeString(
        file,
        Files.readString(file).replace("chunks: {time: 5, lat: -1, lon: -1}", "chunks: auto"));
    told(file, "tme, dates", "which no file has", "did you mean 'time'?");
  }

  @Test
  void anEncodingOfNoVariable() throws IOException {
    told(
        with(
            "    target:\n", "    target:\n      encoding: {sea_ice: {}, sts: {dtype: float32}}\n"),
        "sea_ice",
        "'sea_ice'");
    told(
        with("    target:\n", "    target:\n      encoding: {sts: {dtype: float32}}\n"),
        "sts:",
        "did you mean 'sst'?");
    told(
        with("    target:\n", "    target:\n      encoding: {sst: {chunks: {tim: 1}}}\n"),
        "tim: 1",
        "did you mean 'time'?");
    told(
        with("    target:\n", "    target:\n      encoding: {sst: {fill_value: 1.0e9}}\n"),
        "fill_value",
        "is no int16");
  }

  @Test
  void aTransformOfWhatTheFilesDoNotHave() throws IOException {
    told(
        with(
            "    target:\n",
            "    transforms:\n      - {drop: [ice]}\n      - drop: [sst, anon]\n    target:\n"),
        "anon]",
        "drop names 'anon'",
        "did you mean 'anom'?");
    told(
        List.of("plan", "bake"),
        with("    target:\n", "    transforms: [{rename: {x: y}}]\n    target:\n"),
        "x: y",
        "rename names 'x'");
    told(
        with("    target:\n", "    transforms: [{sel: {lat: [100, 200]}}]\n    target:\n"),
        "sel:",
        "transforms: sel");
  }
}
