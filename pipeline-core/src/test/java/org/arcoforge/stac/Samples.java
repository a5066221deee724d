package org.arcoforge.stac;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.recipe.Feedstock;

/** Data sets in the making: arrays are added one by one. */
public final class Samples {
  private final List<ArrayLayout> arrays = new ArrayList<>();
  private final Map<String, Block> coordinates = new LinkedHashMap<>();
  private final Map<String, Statistics> statistics = new LinkedHashMap<>();
  private int zarrFormat = 3;
  private String recipe = "sst";

  static Feedstock feedstock(String id) {
    return Feedstock.builder()
        .id(id)
        .title("Sea surface")
        .description("Daily sea surface temperature.")
        .license("CC0-1.0")
        .providers(
            List.of(
                new Feedstock.Provider(
                    "NOAA", List.of("producer", "licensor"), "https://noaa.gov")))
        .maintainers(List.of(new Feedstock.Maintainer("A", "a", null)))
        .keywords(List.of("ocean", "temperature"))
        .doi("10.5065/EMOT-1D34")
        .citation("A and B: Sea surface.")
        .links(List.of(new Feedstock.Link("license", "https://www.noaa.gov/license", "Terms")))
        .build();
  }

  /** sst(time=3, lat=180, lon=360) on a global grid with 0…360 longitudes. */
  public static Samples global() {
    return new Samples()
        .coordinate("time", "days since 1981-09-01 12:00:00", 0, 1, 2)
        .coordinate("lat", "degrees_north", range(-89.5, 1, 180))
        .coordinate("lon", "degrees_east", range(0.5, 1, 360))
        .data("sst", "time", "lat", "lon")
        .statistics("sst", new Statistics(-1.8, 34.5, 13.25 * 90, 90, 10));
  }

  static double[] range(double first, double step, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = first + i * step;
    }
    return values;
  }

  static Attributes units(String units) {
    return Attributes.empty().with("units", units);
  }

  Samples zarrFormat(int format) {
    zarrFormat = format;
    return this;
  }

  Samples recipe(String id) {
    recipe = id;
    return this;
  }

  Samples coordinate(String name, String units, double... values) {
    return coordinate(name, units(units), values);
  }

  Samples coordinate(String name, Attributes attributes, double... values) {
    return add(name, DataType.FLOAT64, attributes, List.of(name), block(values, values.length));
  }

  static Block block(double[] values, long... shape) {
    Block block = Block.allocate(DataType.FLOAT64, shape);
    for (int i = 0; i < values.length; i++) {
      block.setDouble(i, values[i]);
    }
    return block;
  }

  /** A coordinate of any type and rank; dimensions get the block's lengths. */
  Samples add(String name, DataType type, Attributes attributes, List<String> dims, Block values) {
    List<Dimension> dimensions = new ArrayList<>();
    for (int d = 0; d < dims.size(); d++) {
      dimensions.add(new Dimension(dims.get(d), values.shape(d)));
    }
    layout(new Variable(name, type, dimensions, attributes), false);
    coordinates.put(name, values);
    return this;
  }

  /** A float32 data variable over dimensions that there are already. */
  Samples data(String name, String... dims) {
    List<Dimension> dimensions = new ArrayList<>();
    for (String dim : dims) {
      dimensions.add(
          arrays.stream()
              .flatMap(a -> a.variable().dimensions().stream())
              .filter(d -> d.name().equals(dim))
              .findFirst()
              .orElseThrow());
    }
    Attributes attributes =
        units("Celsius")
            .with("long_name", "Sea surface temperature")
            .with("valid_min", AttributeValue.of(DataType.FLOAT32, (double) -3.1f));
    return layout(new Variable(name, DataType.FLOAT32, dimensions, attributes), true);
  }

  Samples layout(Variable variable, boolean masked) {
    List<Long> chunk =
        variable.dimensions().stream().map(d -> Math.max(1, d.length() / 2)).toList();
    arrays.add(
        ArrayLayout.builder()
            .variable(variable)
            .chunk(chunk)
            .fill(FillValue.missing(variable.type()))
            .fillIsMissing(masked)
            .codec(CodecSpec.standard())
            .build());
    return this;
  }

  Samples statistics(String name, Statistics s) {
    statistics.put(name, s);
    return this;
  }

  public PublishedStore published(String version) {
    return published("noaa-oisst", version, "2026-11-20T19:16:07Z");
  }

  public PublishedStore published(String feedstock, String version, String created) {
    return PublishedStore.builder()
        .feedstock(feedstock(feedstock))
        .recipeId(recipe)
        .version(version)
        .storeUrl(
            "gs://persistent/" + feedstock + "/" + recipe + "/" + version + "/" + recipe + ".zarr")
        .layout(
            new StoreLayout(
                zarrFormat, arrays, Attributes.empty().with("Conventions", "CF-1.11"), Map.of()))
        .coordinates(coordinates)
        .statistics(statistics)
        .storedBytes(123456)
        .created(Instant.parse(created))
        .processing(
            Map.of(
                "software",
                Map.of("arcoforge", "0.1.0"),
                "recipe",
                "id: sst\n",
                "run",
                "r-1",
                "sources",
                Map.of("count", 3, "digest", "abc")))
        .build();
  }
}
