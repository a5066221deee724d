package org.arcoforge.recipe.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.arcoforge.recipe.Feedstock;

/** Writes the first text of a feedstock, for somebody to go on from. */
public final class FeedstockTemplate {
  private static final String TEXT =
      """
      # A feedstock: who made the data, and which recipes turn its files into a Zarr store.
      # Change what stands here, then:
      #   arco lint ID                    finds everything that is wrong, without the network
      #   arco plan ID                    reads the files' headers and shows the result
      #   arco bake ID --prune 2          bakes the first two files of each dimension
      id: ID
      title: One line that names the data set
      description: |
        What the data are, where they come from, for somebody who finds them in the catalog.
      license: CC-BY-4.0 # SPDX id, or "other" and links: [{rel: license, href: https://…}]
      providers:
        - name: Who made the data
          roles: [producer, licensor] # also: processor, host
          url: https://example.org/
      # maintainers: [{name: Your name, github: your-name, orcid: "0000-0002-1825-0097"}]
      # keywords: [ocean, temperature]
      # doi: 10.5072/example
      # citation: How to cite the data.
      # links: [{rel: about, href: "https://example.org/about"}]
      # schedule: {cron: "0 6 * * *"} # minute hour day month weekday, UTC

      recipes:
        - id: ID
          pattern:
            # {name:format} for each dimension below; dates as in strftime, {n:03d} pads a number.
            url: "https://example.org/data/{time:%Y}/{variable}_{time:%Y%m%d}.nc"
            format: auto # netcdf3 | netcdf4 | grib | opendap | zarr | tiff | auto
            dims: # slowest first; [] for a single file
              - concat: time # a dimension of the data along which files follow each other
                dates: {start: 2000-01-01, end: 2000-12-31, step: P1D} # the end is included
                # items_per_file: 24 # if all files have as many: then only one header is read
              - merge: variable # files that hold different variables
                keys: [temperature, salinity]
            # access: {concurrency_per_host: 4}
          # transforms: # changes to each file before it is combined
          #   - rename: {lon: longitude, lat: latitude}
          #   - drop: [unwanted]
          target:
            chunks: {time: 30} # elements; other dimensions whole; or auto
            # codec: {name: blosc, cname: zstd, clevel: 5, shuffle: shuffle}
            # encoding: {temperature: {dtype: float32}} # a lossy cast
          # policies: # what differs or is missing is an error unless you choose otherwise
          #   order: error # error | sort | keep-first | keep-last
          #   attributes: drop_conflicts # drop_conflicts | first | list | error
          #   coordinates: {tolerance: 1e-6}
          #   missing_files: {policy: fill, limit: 3}
      """;

  private static final String SCHEMA = "feedstock.schema.json";

  private FeedstockTemplate() {}

  /** Returns the line by which editors find the schema, and complete and check what is typed. */
  public static String schemaLine(String schema) {
    return "# yaml-language-server: $schema=" + schema + "\n";
  }

  /** Returns the name of the schema's file. */
  public static String schemaName() {
    return SCHEMA;
  }

  /** Returns the JSON schema of feedstocks. */
  public static byte[] schema() {
    try (InputStream in = Feedstock.class.getResourceAsStream(SCHEMA)) {
      return Objects.requireNonNull(in, SCHEMA).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns a commented feedstock of that id, without problems as it is.
   *
   * @throws IllegalArgumentException if the id is not of the form that the reader wants
   */
  public static String of(String id) {
    if (!id.matches("[a-z0-9][a-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "'"
              + id
              + "': expected an id of small letters, digits and . _ -, beginning with a letter or"
              + " digit");
    }
    // An id of digits only would be read as a number.
    String text = id.matches("[0-9._+-]*|[0-9].*") || isWord(id) ? '"' + id + '"' : id;
    return TEXT.replace("arco lint ID ", "arco lint " + id + " ")
        .replace("arco plan ID ", "arco plan " + id + " ")
        .replace("arco bake ID ", "arco bake " + id + " ")
        .replace("id: ID", "id: " + text);
  }

  private static boolean isWord(String id) {
    return id.matches("true|false|null|yes|no|on|off|y|n");
  }
}
