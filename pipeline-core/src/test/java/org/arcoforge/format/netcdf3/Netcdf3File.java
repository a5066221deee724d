package org.arcoforge.format.netcdf3;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small files of the classic format (CDF-1: the NetCDF Classic Format Specification), all
 * variables double, no record dimension.
 */
public final class Netcdf3File {
  private static final int DIMENSION = 10;
  private static final int VARIABLE = 11;
  private static final int ATTRIBUTE = 12;
  private static final int CHAR = 2;
  private static final int DOUBLE = 6;

  private final Map<String, Integer> dimensions = new LinkedHashMap<>();
  private final List<Entry> variables = new ArrayList<>();

  private static final class Entry {
    final String name;
    final List<String> dims;
    final Map<String, String> attributes;
    final double[] values;

    Entry(String name, List<String> dims, Map<String, String> attributes, double[] values) {
      this.name = name;
      this.dims = dims;
      this.attributes = attributes;
      this.values = values;
    }
  }

  public Netcdf3File dimension(String name, int length) {
    dimensions.put(name, length);
    return this;
  }

  public Netcdf3File variable(
      String name, List<String> dims, Map<String, String> attributes, double... values) {
    variables.add(new Entry(name, dims, attributes, values.clone()));
    return this;
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  public byte[] bytes() {
    int begin = header(0).length;
    return header(begin);
  }

  /** Without values if {@code begin} is 0: its length is where they begin. */
  private byte[] header(int begin) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(new byte[] {'C', 'D', 'F', 1});
      out.writeInt(0); // records
      out.writeInt(DIMENSION);
      out.writeInt(dimensions.size());
      for (Map.Entry<String, Integer> d : dimensions.entrySet()) {
        text(out, d.getKey());
        out.writeInt(d.getValue());
      }
      out.writeInt(0); // no attributes of the file
      out.writeInt(0);
      out.writeInt(VARIABLE);
      out.writeInt(variables.size());
      int at = begin;
      for (Entry v : variables) {
        text(out, v.name);
        out.writeInt(v.dims.size());
        for (String d : v.dims) {
          out.writeInt(List.copyOf(dimensions.keySet()).indexOf(d));
        }
        out.writeInt(v.attributes.isEmpty() ? 0 : ATTRIBUTE);
        out.writeInt(v.attributes.size());
        for (Map.Entry<String, String> a : v.attributes.entrySet()) {
          text(out, a.getKey());
          out.writeInt(CHAR);
          text(out, a.getValue());
        }
        out.writeInt(DOUBLE);
        out.writeInt(Double.BYTES * v.values.length);
        out.writeInt(at);
        at += Double.BYTES * v.values.length;
      }
      if (begin > 0) {
        for (Entry v : variables) {
          for (double value : v.values) {
            out.writeDouble(value);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Length, bytes, and zeros up to a multiple of four. */
  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.write(new byte[(4 - bytes.length % 4) % 4]);
  }
}
