package org.arcoforge.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** The page that describes a plan's document says what the code does. */
class PlanFormatTest {
  private static final Path PAGE = Path.of("docs", "plan-format.md");

  /** Objects whose keys are names of the data, or words of a feedstock. */
  private static final Set<String> FREE =
      Set.of(
          "dims",
          "attributes",
          "group_attributes",
          "arrays[].attributes",
          "arrays[].codec",
          "arrays[].filters[]",
          "arrays[].staging.codec",
          "definition");

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  private static SourceSample month(String first, int days) {
    return new SourceSample()
        .time("days since " + first, LongStream.range(0, days).toArray())
        .coordinate("lat", DataType.FLOAT32, -60.5, 0, 60.5)
        .add("sst", DataType.INT16, "time:" + days + " lat:3")
        .attr("sst", "scale_factor", 0.01f)
        .attr("sst", "_FillValue", -999L)
        .attr("sst", "units", "degC")
        .global("title", "Sea surface temperature");
  }

  /** The archive of the page's example. */
  private static ArchiveSample example() {
    return new ArchiveSample(
            FilePattern.of(
                "https://host.example/sst.{time:%Y%m}.nc",
                PatternDim.concat("time", Keys.dates("2024-01", "2024-03", "P1M"))),
            month("2024-01-01", 31),
            month("2024-02-01", 29),
            month("2024-03-01", 31))
        .recipe(r -> r.transforms(new Transform.Rename(Map.of("lat", "latitude"))))
        .target(t -> t.chunk("time", 10));
  }

  @Test
  void theExampleIsTheDocumentOfItsArchive() throws IOException {
    String page = page();
    int begin = page.indexOf("```json\n") + "```json\n".length();
    String expected = page.substring(begin, page.indexOf("```", begin));
    String document = new String(PlanRoundTrip.bytes(example().plan()), StandardCharsets.UTF_8);
    assertEquals(expected, document);
  }

  /** Plans that have among them all that a plan can have. */
  private static List<Plan> plans() {
    Plan missing =
        new ArchiveSample(
                FilePattern.of(
                    "https://x/{time:%Y%m%d}.nc",
                    PatternDim.concat("time", Keys.dates("2024-01-01", "2024-01-03", "P1D"))),
                month("2024-01-01", 1),
                month("2024-01-02", 1),
                month("2024-01-03", 1))
            .missing(1)
            .policies(p -> p.missingFiles(Policies.MissingFilePolicy.FILL))
            .plan();
    SourceSample lacking =
        new SourceSample()
            .time("days since 2000-01-01", 0)
            .attr("time", "bounds", "b")
            .add("b", DataType.INT64, "time:1 nv:2")
            .group("g", "note", "n");
    SourceSample whole =
        new SourceSample()
            .time("days since 2000-01-02", 0)
            .attr("time", "bounds", "b")
            .add("b", DataType.INT64, "time:1 nv:2")
            .values("b", 0, 1)
            .add("v", DataType.INT32, "time:1")
            .attr("v", "missing_value", -1L)
            .add("w", DataType.INT16, "time:1")
            .attr("w", "_Unsigned", "true")
            .attr("w", "_FillValue", -1L)
            .attr("w", "missing_value", -2L)
            .attr("w", "add_offset", 1.0)
            .add("months", DataType.INT32, "time:1")
            .attr("months", "_FillValue", -1L)
            .attr("months", "units", "fortnights since 2000-01-01");
    FilePattern two =
        FilePattern.of("https://x/{time}.nc", PatternDim.concat("time", Keys.of("a", "b")));
    Plan absent =
        new ArchiveSample(two, lacking, whole)
            .policies(p -> p.missingVariables(Policies.MissingVariablePolicy.FILL))
            .target(
                t ->
                    t.chunk("time", 1)
                        .shard("time", 2)
                        .encode("v", VariableEncoding.standard().withDtype(DataType.FLOAT32)))
            .plan();
    CodecSpec zlib = new CodecSpec("zlib", Map.of("level", 4), List.of(CodecSpec.shuffle(4)));
    Plan copied =
        new ArchiveSample(
                FilePattern.of("one.nc"),
                new SourceSample().add("v", DataType.INT32, "y:4").stored("v", zlib, 2L))
            .target(t -> t.codec(CodecSpec.source()))
            .plan();
    Plan overlapping =
        new ArchiveSample(two, month("2024-01-01", 3), month("2024-01-03", 3))
            .policies(p -> p.order(Policies.OrderPolicy.KEEP_LAST))
            .plan();
    Plan padded =
        new ArchiveSample(
                two,
                month("2024-01-01", 1).add("p", DataType.FLOAT32, "level:2"),
                month("2024-01-02", 1).add("p2", DataType.FLOAT32, "level:3"))
            .policies(
                p ->
                    p.padded(Set.of("level")).missingVariables(Policies.MissingVariablePolicy.FILL))
            .plan();
    return List.of(example().plan(), missing, absent, overlapping, padded, copied, staged());
  }

  /** Maps one by one that become series. */
  private static Plan staged() {
    SourceSample[] files = new SourceSample[40];
    for (int i = 0; i < files.length; i++) {
      files[i] =
          new SourceSample()
              .time("days since 2000-01-01", i)
              .add("v", DataType.FLOAT64, "time:1 y:200 x:200")
              .chunk("v", 1L, 200L, 200L);
    }
    return new ArchiveSample(
            FilePattern.of("f{time}.nc", PatternDim.concat("time", Keys.range(0, 39))), files)
        .target(t -> t.chunk("time", -1).chunk("y", 4).chunk("x", 4))
        .memory(MemoryBudget.shared(2_000_000, Long.MAX_VALUE))
        .plan();
  }

  @Test
  void everyKeyIsDescribedAndEveryKeyThatIsDescribedIsThere() throws IOException {
    Set<String> described =
        Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE)
            .matcher(page())
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found = new TreeSet<>(Set.of("provenance", "arrays[].fill_bits")); // never ours
    for (Plan plan : plans()) {
      collect(new ObjectMapper().readTree(PlanRoundTrip.bytes(plan)), "", found);
    }
    assertEquals(described, found);
  }

  private static void collect(JsonNode node, String path, Set<String> found) {
    boolean attribute = node.has("dtype") && node.has("values") && !node.has("shape");
    boolean runs = node.has("from") && node.has("steps");
    if (FREE.contains(path) || attribute || runs) {
      return;
    }
    node.fields()
        .forEachRemaining(
            e -> {
              String key = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
              found.add(key);
              collect(e.getValue(), key, found);
            });
    if (node.isArray()) {
      node.forEach(item -> collect(item, path + "[]", found));
    }
  }
}
