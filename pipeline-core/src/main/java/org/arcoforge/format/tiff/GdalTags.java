package org.arcoforge.format.tiff;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.format.FormatException;
import org.jspecify.annotations.Nullable;

/** Reads what GDAL writes beyond GeoTIFF: the missing value, and items of metadata as XML. */
final class GdalTags {
  private static final int METADATA = 42112;
  private static final int NODATA = 42113;
  private static final int MOST = 1 << 20;
  private static final Map<Integer, String> TEXTS =
      new TreeMap<>(
          Map.of(
              269, "DOCUMENTNAME",
              270, "IMAGEDESCRIPTION",
              305, "SOFTWARE",
              306, "DATETIME",
              315, "ARTIST",
              316, "HOSTCOMPUTER",
              33432, "COPYRIGHT"));
  private static final Pattern ITEM = Pattern.compile("<Item\\s+([^>]*)>([^<]*)</Item>");
  private static final Pattern PART = Pattern.compile("(\\w+)\\s*=\\s*\"([^\"]*)\"");

  private final TreeMap<Integer, Double> scales = new TreeMap<>();
  private final TreeMap<Integer, Double> offsets = new TreeMap<>();
  private final TreeMap<Integer, String> names = new TreeMap<>();
  private final List<Map.Entry<String, String>> items = new ArrayList<>();
  private final TreeMap<String, TreeMap<Integer, String>> ofBands = new TreeMap<>();
  private final String missing;
  private final int bands;

  private GdalTags(String missing, int bands) {
    this.missing = missing;
    this.bands = bands;
  }

  static GdalTags read(TiffBytes file, Ifd ifd, int bands) throws IOException {
    GdalTags tags = new GdalTags(ifd.text(NODATA).orElse("").trim(), bands);
    for (Map.Entry<Integer, String> own : TEXTS.entrySet()) {
      ifd.text(own.getKey())
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> tags.items.add(Map.entry("TIFFTAG_" + own.getValue(), text)));
    }
    String xml = ifd.text(METADATA).orElse("");
    if (xml.length() > MOST) {
      throw file.corrupt("metadata of " + xml.length() + " characters");
    }
    Matcher item = ITEM.matcher(xml);
    while (item.find()) {
      Map<String, String> parts = new TreeMap<>();
      Matcher part = PART.matcher(item.group(1));
      while (part.find()) {
        parts.put(part.group(1), text(part.group(2)));
      }
      tags.item(parts, text(text(item.group(2)))); // GDAL escapes values twice
    }
    return tags;
  }

  private void item(Map<String, String> parts, String value) {
    String role = parts.getOrDefault("role", "");
    try {
      int band = Integer.parseInt(parts.getOrDefault("sample", "-1"));
      if (role.equals("scale")) {
        scales.put(band, Double.parseDouble(value));
      } else if (role.equals("offset")) {
        offsets.put(band, Double.parseDouble(value));
      } else if (role.equals("description")) {
        names.put(band, value);
      } else if (role.equals("unittype") || (role.isEmpty() && !parts.containsKey("domain"))) {
        String name = role.isEmpty() ? parts.getOrDefault("name", "") : "units";
        if (band < 0) {
          items.add(Map.entry(name, value));
        } else {
          ofBands.computeIfAbsent(name, n -> new TreeMap<>()).put(band, value);
        }
      }
    } catch (NumberFormatException e) {
      // No number: not an item that GDAL wrote, and of no meaning to it.
    }
  }

  private static String text(String xml) {
    return xml.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  /**
   * Returns attributes of the values.
   *
   * @throws FormatException if bands are scaled differently, for which there are no attributes
   */
  Attributes attributes(String url, DataType type) throws IOException {
    Attributes a = Attributes.empty();
    if (!names.isEmpty()) {
      List<String> all = new ArrayList<>();
      for (int b = 0; b < bands; b++) {
        all.add(names.getOrDefault(b, ""));
      }
      a = a.with("long_name", new AttributeValue(DataType.STRING, all));
    }
    for (Map.Entry<String, String> item : items) {
      if (!item.getKey().isEmpty()) {
        a = a.with(item.getKey(), item.getValue());
      }
    }
    for (Map.Entry<String, TreeMap<Integer, String>> item : ofBands.entrySet()) {
      TreeMap<Integer, String> values = item.getValue(); // one attribute is for all bands
      if (values.size() == bands && new HashSet<>(values.values()).size() == 1) {
        a = a.with(item.getKey(), values.firstEntry().getValue());
      }
    }
    AttributeValue fill = fill(type);
    if (fill != null) {
      a = a.with("_FillValue", fill);
    }
    double scale = one(url, "scale", scales, 1);
    double offset = one(url, "offset", offsets, 0);
    if (scale != 1 || offset != 0) {
      a =
          a.with("scale_factor", AttributeValue.of(DataType.FLOAT64, scale))
              .with("add_offset", AttributeValue.of(DataType.FLOAT64, offset));
    }
    return a;
  }

  private double one(String url, String what, Map<Integer, Double> values, double otherwise)
      throws FormatException {
    double first = values.getOrDefault(0, otherwise);
    for (int b = 1; b < bands; b++) {
      if (values.getOrDefault(b, otherwise) != first) {
        throw FormatException.unsupported(
            url,
            "variable 'band_data': band "
                + (b + 1)
                + " has another "
                + what
                + " ("
                + values.getOrDefault(b, otherwise)
                + ") than band 1 ("
                + first
                + "); write files of one band each with `gdal_translate -b`");
      }
    }
    return first;
  }

  /** The missing value; null if there is none, or no value of the type can be it. */
  private @Nullable AttributeValue fill(DataType type) {
    if (missing.isEmpty()) {
      return null;
    }
    try {
      if (!type.isFloat()) {
        BigDecimal exact = new BigDecimal(missing);
        BigInteger whole = exact.toBigIntegerExact();
        int bits = 8 * type.size() - (type.isSigned() ? 1 : 0);
        boolean fits =
            type.isSigned()
                ? whole.bitLength() <= bits
                : whole.signum() >= 0 && whole.bitLength() <= bits;
        return fits ? AttributeValue.of(type, whole.longValue()) : null;
      }
      double value =
          switch (missing.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(missing);
          };
      return AttributeValue.of(type, type == DataType.FLOAT32 ? (float) value : value);
    } catch (NumberFormatException | ArithmeticException e) {
      return null; // no number, or a fraction: no integer equals it
    }
  }

  /** Returns the bits of a value for blocks that were never written: the missing value, else 0. */
  FillValue never(DataType type) {
    AttributeValue fill = fill(type);
    if (fill == null) {
      return FillValue.zero();
    }
    return type.isFloat() ? FillValue.of(type, fill.doubleAt(0)) : FillValue.of(fill.longAt(0));
  }
}
