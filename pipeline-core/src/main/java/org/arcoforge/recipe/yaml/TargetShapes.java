package org.arcoforge.recipe.yaml;

import static org.arcoforge.yaml.Shape.choice;
import static org.arcoforge.yaml.Shape.keyed;
import static org.arcoforge.yaml.Shape.list;
import static org.arcoforge.yaml.Shape.optional;
import static org.arcoforge.yaml.Shape.required;
import static org.arcoforge.yaml.Shape.text;
import static org.arcoforge.yaml.Shape.whole;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Retention;
import org.arcoforge.yaml.Shape;
import org.arcoforge.yaml.Shape.ByteSize;
import org.arcoforge.yaml.Shape.Keyed;

/** Lists the keys of a target and of the policies. */
final class TargetShapes {
  private static final Shape LENGTHS =
      new Shape.MapOf(
          "elements by dimension such as {time: 40}",
          new Shape.Whole("1 or more, or -1 for the whole axis", -1, Long.MAX_VALUE, false),
          0);

  /** The wish that codec and chunks be those of the files. */
  static final String SOURCE = CodecSpec.source().name();

  private static final String SIZE = "bytes such as 100MB";

  private TargetShapes() {}

  static Keyed target() {
    return keyed(
        "a target {chunks, zarr_format, …}",
        optional("chunks", chunks(), "elements by dimension, -1 for a whole axis; or auto"),
        optional("shards", LENGTHS, "elements by dimension; Zarr 3 only"),
        optional("zarr_format", whole("2 or 3", 2, 3), "3 by default"),
        optional("codec", codec(), "compressor of all variables"),
        optional(
            "encoding",
            new Shape.Either(
                "encodings by variable, or source",
                List.of(
                    choice(SOURCE),
                    new Shape.MapOf(
                        "encodings by variable",
                        new Shape.Either(
                            "{codec, dtype, fill_value, chunks} or source",
                            List.of(choice(SOURCE), encoding())),
                        0))),
            "by variable: codec, dtype, fill_value, chunks; source: chunks are copied as stored"),
        optional(
            "write_empty_chunks",
            new Shape.Truth("true or false"),
            "false: a chunk of nothing but the fill value is not written"),
        optional("mode", choice("create", "append"), "new version, or extend the published one"),
        optional("keep", keep(), "which versions a sweep keeps, beside the current one"));
  }

  private static Shape keep() {
    return new Shape.Either(
        "a number of versions such as 5, or an age such as P90D",
        List.of(
            whole("a number of versions from 1", 1, Integer.MAX_VALUE),
            text("an age such as P90D", Retention.FORM, "days, weeks, months or years")));
  }

  private static Shape chunks() {
    Shape size =
        new Shape.Either(
            SIZE,
            List.of(
                text(SIZE, ByteSize.FORM, "MB is 10^6, MiB is 2^20"),
                whole(SIZE, 1, Long.MAX_VALUE)));
    return new Shape.Either(
        "auto, bytes such as 100MB, or elements by dimension such as {time: 40}",
        List.of(
            text(
                "auto or bytes such as 100MB",
                "auto|" + ByteSize.FORM,
                "auto cuts chunks of about 100MB, 20MB such of that size"),
            new Shape.WhenKey(
                "elements by dimension such as {time: 40}",
                "auto",
                keyed("{auto: 100MB}", required("auto", size, "about so many bytes a chunk")),
                LENGTHS)));
  }

  private static Shape encoding() {
    List<String> types = Arrays.stream(DataType.values()).map(DataType::id).toList();
    return keyed(
        "{codec, dtype, fill_value, chunks}",
        optional("codec", codec(), "compressor"),
        optional("dtype", new Shape.Choice("a data type", types), "type to store: a lossy cast"),
        optional(
            "fill_value",
            new Shape.Either(
                "a number, .nan or a text",
                List.of(
                    new Shape.Decimal("a number", Double.NEGATIVE_INFINITY),
                    new Shape.Text("a text", null, ""))),
            "CF _FillValue to store"),
        optional("chunks", LENGTHS, "elements by dimension, -1 for a whole axis"));
  }

  private static Shape codec() {
    Map<String, Keyed> codecs = new LinkedHashMap<>();
    codecs.put(
        "blosc",
        named(
            optional("cname", choice("lz4", "lz4hc", "blosclz", "zstd", "zlib"), "compressor"),
            optional("clevel", whole("0 to 9", 0, 9), "level"),
            optional("shuffle", choice("shuffle", "bitshuffle", "noshuffle"), "filter")));
    codecs.put("zstd", named(optional("level", whole("-7 to 22", -7, 22), "level")));
    codecs.put("gzip", named(optional("level", whole("0 to 9", 0, 9), "level")));
    codecs.put("none", named());
    codecs.put(SOURCE, named());
    List<String> names = List.copyOf(codecs.keySet());
    return new Shape.Either(
        "a codec such as {name: zstd, level: 3}",
        List.of(
            new Shape.Choice("a codec", names),
            new Shape.Tagged("a codec such as {name: zstd, level: 3}", "name", codecs)));
  }

  private static Keyed named(Shape.Key... keys) {
    List<Shape.Key> all = new java.util.ArrayList<>(List.of(keys));
    Shape.Text name = new Shape.Text("a codec", (Pattern) null, "");
    all.add(0, required("name", name, "blosc, zstd, gzip, none or source"));
    return new Keyed("a codec", all, List.of());
  }

  static Keyed policies() {
    return keyed(
        "policies {order, missing_files, …}",
        optional(
            "attributes",
            words(Policies.AttributePolicy.values()),
            "attributes that differ between files"),
        optional(
            "coordinates",
            new Shape.Either(
                "exact or {tolerance: 1e-6, first: [lon_bnds]}",
                List.of(choice("exact"), coordinates())),
            "coordinates without the concat dimension that differ between files"),
        optional("order", order(), "overlap, duplicates, disorder, gaps"),
        optional(
            "allow_unused_files",
            new Shape.Truth("true or false"),
            "whether `order` may leave nothing of a file"),
        optional(
            "pad",
            new Shape.MapOf("dimensions such as {N_LEVELS: max}", choice(PolicySection.LONGEST), 1),
            "dimensions that differ in length and are not joined: padded to the longest with the"
                + " fill value"),
        optional("packing", words(Policies.PackingPolicy.values()), "scale factors that differ"),
        optional("missing_files", missingFiles(), "files that are not there"),
        optional(
            "missing_variables",
            words(Policies.MissingVariablePolicy.values()),
            "variables absent in some files"),
        optional(
            "changed_sources",
            words(Policies.ChangedSourcePolicy.values()),
            "published sources that have changed"));
  }

  private static Shape order() {
    return new Shape.Either(
        "error, sort, keep-first, keep-last or {sort: descending}",
        List.of(
            choice("error", "sort", "keep-first", "keep-last"),
            keyed(
                "{sort: descending}",
                required("sort", choice("ascending", "descending"), "the direction"))));
  }

  private static Shape coordinates() {
    Shape tolerance = new Shape.Decimal("a number from 0", 0);
    return new Shape.Keyed(
        "{tolerance: 1e-6, first: [lon_bnds]}",
        List.of(
            optional(
                "tolerance",
                new Shape.Either(
                    "a number from 0, or numbers by variable {lat: 1e-6}",
                    List.of(
                        tolerance,
                        new Shape.MapOf("numbers by variable such as {lat: 1e-6}", tolerance, 1))),
                "largest difference, in the coordinate's units; of all, or by variable"),
            optional(
                "first",
                list(text()),
                "variables whose values are the first file's, whatever the others hold")),
        List.of(new Shape.AtLeastOne(List.of("tolerance", "first"))));
  }

  private static Shape missingFiles() {
    Shape.Choice policy = words(Policies.MissingFilePolicy.values());
    return new Shape.Either(
        "error, fill, skip, wait or {policy: fill, limit: 3}",
        List.of(
            policy,
            keyed(
                "{policy: fill, limit: 3}",
                required("policy", policy, "fill or skip; wait for those that are not there yet"),
                optional(
                    "limit",
                    whole("a whole number from 0", 0, Long.MAX_VALUE),
                    "more missing files than this are an error"),
                optional(
                    "at_end",
                    text(
                        "a time span such as P14D",
                        "P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?",
                        "ISO 8601"),
                    "with wait: the last files may be missing for so long"),
                optional(
                    "holes",
                    choice("error", "fill", "skip"),
                    "with wait: what missing files before the end are"))));
  }

  private static Shape.Choice words(Enum<?>[] values) {
    return choice(Arrays.stream(values).map(PolicySection::word).toArray(String[]::new));
  }
}
