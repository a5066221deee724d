package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.VariableEncoding;
import org.junit.jupiter.api.Test;

class RecipeLintTest {
  private static final String PATTERN = "pattern: {url: \"https://host/a.nc\"}\n";

  private static void wrong(String keys, String... problems) {
    FeedstockTexts.wrong(PATTERN + keys, problems);
  }

  private static Target target(String target) {
    return FeedstockTexts.good(PATTERN + "target: " + target).target();
  }

  private static Policies policies(String policies) {
    return FeedstockTexts.good(PATTERN + "policies: " + policies).policies();
  }

  @Test
  void takesDefaultsWhereNothingIsSaid() {
    Recipe recipe = FeedstockTexts.good(PATTERN);
    assertEquals(Target.builder().build(), recipe.target());
    assertEquals(Policies.builder().build(), recipe.policies());
    assertEquals(List.of(), recipe.transforms());
  }

  @Test
  void readsEveryFormOfChunks() {
    assertEquals(Map.of("time", 40L, "lat", -1L), target("{chunks: {time: 40, lat: -1}}").chunks());
    assertEquals(Map.of(), target("{chunks: auto}").chunks());
    assertEquals(100_000_000, target("{chunks: auto}").autoChunkBytes());
    assertEquals(20_000_000, target("{chunks: {auto: 20MB}}").autoChunkBytes());
    assertEquals(20_000_000, target("{chunks: 20MB}").autoChunkBytes());
    assertEquals(Map.of(), target("{chunks: 20MB}").chunks());
    assertEquals(20 << 20, target("{chunks: {auto: 20MiB}}").autoChunkBytes());
    assertEquals(1_500_000, target("{chunks: {auto: 1.5 MB}}").autoChunkBytes());
    assertEquals(4096, target("{chunks: {auto: 4096}}").autoChunkBytes());
  }

  @Test
  void readsEveryFormOfCodec() {
    assertEquals(CodecSpec.standard(), target("{codec: blosc}").codec());
    assertEquals(CodecSpec.none(), target("{codec: none}").codec());
    assertEquals(CodecSpec.none(), target("{codec: {name: none}}").codec());
    assertEquals(
        new CodecSpec("zstd", Map.of("level", 7)),
        target("{codec: {name: zstd, level: 7}}").codec());
    assertEquals(new CodecSpec("gzip", Map.of("level", 5)), target("{codec: gzip}").codec());
    assertEquals(
        new CodecSpec("blosc", Map.of("cname", "zstd", "clevel", 5, "shuffle", "bitshuffle")),
        target("{codec: {name: blosc, cname: zstd, shuffle: bitshuffle}}").codec());
  }

  @Test
  void readsEncodings() {
    Map<String, VariableEncoding> encoding =
        target(
                "{encoding: {a: {dtype: int16, fill_value: -1, chunks: {x: 2}}, b: {fill_value:"
                    + " .nan}, c: {fill_value: none, codec: zstd}, d: {fill_value: 1e20}}}")
            .encoding();
    assertEquals(
        new VariableEncoding(null, DataType.INT16, -1L, Map.of("x", 2L)), encoding.get("a"));
    assertEquals(new VariableEncoding(null, null, Double.NaN, null), encoding.get("b"));
    VariableEncoding c = Objects.requireNonNull(encoding.get("c"));
    assertEquals("none", c.fillValue());
    assertNull(c.dtype());
    assertEquals(1e20, Objects.requireNonNull(encoding.get("d")).fillValue());
  }

  @Test
  void readsEveryFormOfPolicies() {
    assertEquals(
        Policies.builder()
            .attributes(Policies.AttributePolicy.LIST)
            .coordinateTolerance(1e-6)
            .order(Policies.OrderPolicy.KEEP_FIRST)
            .packing(Policies.PackingPolicy.DECODE)
            .missingFiles(Policies.MissingFilePolicy.FILL)
            .missingFileLimit(3)
            .missingVariables(Policies.MissingVariablePolicy.FILL)
            .changedSources(Policies.ChangedSourcePolicy.NEW_VERSION)
            .build(),
        policies(
            "{attributes: list, coordinates: {tolerance: 1e-6}, order: keep-first, packing: decode,"
                + " missing_files: {policy: fill, limit: 3}, missing_variables: fill,"
                + " changed_sources: new-version}"));
    assertEquals(
        Policies.AttributePolicy.DROP_CONFLICTS,
        policies("{attributes: drop_conflicts}").attributes());
    Policies skip = policies("{missing_files: {policy: skip}, changed_sources: in-place}");
    assertEquals(Policies.MissingFilePolicy.SKIP, skip.missingFiles());
    assertEquals(Long.MAX_VALUE, skip.missingFileLimit());
    assertEquals(Policies.ChangedSourcePolicy.IN_PLACE, skip.changedSources());
    assertEquals(0, policies("{coordinates: {tolerance: 0}}").coordinateTolerance());
  }

  @Test
  void readsTransformsInOrder() {
    assertEquals(
        List.of(
            new Transform.Rename(Map.of("lon", "longitude")),
            new Transform.Drop(List.of("a")),
            new Transform.Keep(List.of("b", "c")),
            new Transform.SetCoords(List.of("d")),
            new Transform.Squeeze(List.of()),
            new Transform.Squeeze(List.of("e")),
            new Transform.ExpandDims("member", "r(\\d+)i", "int"),
            new Transform.ExpandDims("m", "x", "string")),
        FeedstockTexts.good(
                PATTERN
                    + """
                    transforms:
                      - {rename: {lon: longitude}}
                      - {drop: [a]}
                      - {keep: [b, c]}
                      - {set_coords: [d]}
                      - squeeze
                      - {squeeze: [e]}
                      - {expand_dims: {dim: member, from: "r(\\\\d+)i", type: int}}
                      - {expand_dims: {dim: m, from: x}}
                    """)
            .transforms());
  }

  @Test
  void everyKindOfTransformHasARow() {
    List<String> rows = TransformKind.all().stream().<String>map(TransformKind::name).toList();
    assertEquals(Set.copyOf(rows).size(), rows.size());
    // Code is no row, as it cannot be written, nor is what stands beside the row of another. That
    // each has its own, the writer makes sure.
    assertEquals(Transform.class.getPermittedSubclasses().length - 2, rows.size());
  }

  @Test
  void tellsWrongTransforms() {
    wrong(
        "transforms: [{renam: {a: b}}, {drop: a}, {expand_dims: {dim: d, from: \"(\"}}]",
        "9:19: unknown key 'renam' in 'transforms' (did you mean 'rename'?)",
        "9:42: 'drop': expected a list, found 'a' (write [a])",
        "9:60: 'from': expected a regular expression, found '(': Unclosed group");
  }

  @Test
  void tellsShardsThatCannotBe() {
    wrong(
        "target: {zarr_format: 2, shards: {time: 400}}",
        "9:38: shards need zarr_format: 3, found zarr_format: 2 (remove one of them)");
    wrong(
        "target: {chunks: {time: 40}, shards: {time: 410}}",
        "9:49: a shard of 410 along 'time' does not hold whole chunks of 40 (for example 440)");
  }

  @Test
  void tellsFillValuesThatTheTypeCannotHold() {
    wrong(
        "target: {encoding: {a: {dtype: int16, fill_value: 40000}, b: {dtype: uint8, fill_value:"
            + " .nan}, c: {dtype: float32, fill_value: x}, d: {dtype: string, fill_value: 1}}}",
        "9:55: 'fill_value' of 'a': the number 40000 is no value of int16",
        "9:93: 'fill_value' of 'b': the number .nan is no value of uint8",
        "9:132: 'fill_value' of 'c': 'x' is no value of float32",
        "9:167: 'fill_value' of 'd': the number 1 is no value of string");
  }

  @Test
  void tellsWrongCodecs() {
    wrong(
        "target: {codec: {name: blsc}, encoding: {x: {codec: {name: zstd, clevel: 5}, dtype: float}}}",
        "9:28: 'name': unknown value 'blsc' (did you mean 'blosc'?)",
        "9:70: unknown key 'clevel' in 'codec' (did you mean 'level'?)",
        "9:89: 'dtype': unknown value 'float' (did you mean 'float16' or 'float32' or 'float64'?)");
  }

  @Test
  void tellsWrongWordsOfWaiting() {
    wrong(
        "policies: {missing_files: {policy: wait, at_end: 14D, holes: wait}}",
        "9:54: 'at_end': expected a time span such as P14D, found '14D' (ISO 8601)",
        "9:66: 'holes': unknown value 'wait' (expected one of: error, fill, skip)");
  }

  @Test
  void tellsValuesThatWereLeftEmpty() {
    wrong(
        "policies:\n  order:\n  packing: [auto]",
        "10:13: 'order': expected error, sort, keep-first, keep-last or {sort: descending}, found nothing"
            + " (write a value, or leave the key out)",
        "11:16: 'packing': expected one of: auto, decode, preserve, found a list");
  }
}
