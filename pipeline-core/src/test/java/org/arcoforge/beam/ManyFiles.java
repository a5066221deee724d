package org.arcoforge.beam;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.Resources;
import org.arcoforge.commit.RunId;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.transform.FileTransformer;
import org.arcoforge.view.FileView;
import org.arcoforge.view.StoredValues;

/**
 * An hourly archive of any number of files that are nowhere: their headers are made in memory, and
 * differ as real ones do, in the time and in what the global attributes say of the file's making.
 */
final class ManyFiles {
  private static final String EPOCH = "hours since 1900-01-01";

  final long files;
  final BakeConfig config;

  ManyFiles(long files, String dim, String target) {
    this.files = files;
    String end = java.time.LocalDateTime.of(1900, 1, 1, 0, 0).plusHours(files - 1).toString();
    String text =
        """
        id: many
        title: Many files
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: hours
            pattern:
              url: "https://host.example/archive/{time:%%Y}/{time:%%m}/field.{time:%%Y%%m%%d%%H}.nc"
              format: netcdf4
              dims:
                - {concat: time, dates: {start: "1900-01-01T00:00", end: "%s", step: PT1H}%s}
            target: {%s}
        """
            .formatted(end, dim, target);
    Feedstock feedstock = FeedstockTexts.valid(text);
    this.config =
        BakeConfig.builder()
            .feedstock(feedstock)
            .recipe(feedstock.recipes().get(0))
            .run(RunId.create(Clock.systemUTC()))
            .recipeStore("memory://many/persistent/")
            .scratch("memory://many/scratch/")
            .catalog("memory://many/catalog/")
            .resources(Resources.shared(256 << 20, 1 << 30))
            .software("ArcoForge test")
            .build();
  }

  Recipe recipe() {
    return config.recipe();
  }

  /** The header of a file; {@code made} is what its attribute {@code history} says. */
  static SourceDescription description(String made) {
    List<SourceVariable> variables = new ArrayList<>();
    Attributes time = Attributes.empty().with("units", EPOCH).with("standard_name", "time");
    variables.add(variable("time", DataType.INT64, time, "time"));
    variables.add(
        variable(
            "lat", DataType.FLOAT32, Attributes.empty().with("units", "degrees_north"), "lat"));
    variables.add(
        variable("lon", DataType.FLOAT32, Attributes.empty().with("units", "degrees_east"), "lon"));
    for (String name : List.of("t", "u", "v", "q", "z")) {
      Attributes a =
          Attributes.empty()
              .with("_FillValue", AttributeValue.of(DataType.INT16, -999))
              .with("scale_factor", AttributeValue.of(DataType.FLOAT32, 0.01))
              .with("long_name", "the long name of " + name)
              .with("units", "1");
      variables.add(variable(name, DataType.INT16, a, "time", "lat", "lon"));
    }
    Attributes global = Attributes.empty();
    for (int i = 0; i < 25; i++) {
      global = global.with("attribute_" + i, "text number " + i + ", the same in all files");
    }
    return new SourceDescription("netcdf4", variables, global.with("history", made));
  }

  private static SourceVariable variable(
      String name, DataType type, Attributes attributes, String... dims) {
    List<Dimension> dimensions = new ArrayList<>();
    for (String dim : dims) {
      long length = dim.equals("time") ? 1 : dim.equals("lat") ? 36 : 72;
      dimensions.add(new Dimension(new String(dim.toCharArray()), length));
    }
    Variable v = new Variable(new String(name.toCharArray()), type, dimensions, attributes);
    return new SourceVariable(
        v, dimensions.stream().map(Dimension::length).toList(), List.of("deflate"), -1);
  }

  /** What a scan of the file at a position finds, with a view of its own. */
  SourceRecord scanned(long number, boolean alike) {
    Position position = recipe().pattern().position(number);
    String made = alike ? "made by a model" : "made in run " + number + " on node " + number % 97;
    return record(number, FileTransformer.view(recipe(), position, description(made), nothing()));
  }

  /** The same with a view that others share. */
  SourceRecord record(long number, FileView view) {
    Block time = Block.allocate(DataType.INT64, 1);
    time.setLong(0, number);
    return SourceRecord.builder()
        .position(number)
        .url(recipe().pattern().url(recipe().pattern().position(number)))
        .fingerprint(
            new SourceRecord.Fingerprint(1_000_000 + number % 1000, "\"e" + number + '"', 0))
        .view(view)
        .values(Map.of("time", time))
        .digests(Map.of("lat", "0123456789abcdef", "lon", "fedcba9876543210"))
        .build();
  }

  private static StoredValues nothing() {
    return (variable, region, target, at) -> {
      throw new IllegalStateException("a header is enough");
    };
  }
}
