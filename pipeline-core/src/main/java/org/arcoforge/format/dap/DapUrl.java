package org.arcoforge.format.dap;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;

/**
 * A DAP URL names a data set on an OPeNDAP server, perhaps with a projection ({@code ?var,other}).
 *
 * @param base without the ending that says which answer is wanted, and without projection
 * @param projection names of the variables that are wanted; empty for all
 */
public record DapUrl(String base, List<String> projection) {
  /** Copies the list. */
  public DapUrl {
    projection = List.copyOf(projection);
  }

  /**
   * Returns whether the scheme alone says that this is OPeNDAP: {@code dap://} or {@code dods://}.
   */
  public static boolean isOne(String url) {
    return url.matches("(?i)(dap|dap2|dods)://.*");
  }

  /**
   * Reads a URL as people write it; a fragment ({@code #dap2}) is passed over.
   *
   * @throws FormatException if its constraint is more than a list of names
   */
  static DapUrl parse(String text) throws FormatException {
    String url = text.replaceFirst("#.*", "");
    if (isOne(url)) {
      url = "http" + url.substring(url.indexOf("://"));
    }
    int mark = url.indexOf('?');
    String base = mark < 0 ? url : url.substring(0, mark);
    if (!base.toLowerCase(Locale.ROOT).matches("https?://.+")) {
      throw FormatException.unsupported(
          base, "`format: opendap` reads http(s)://, dap:// and dods:// URLs");
    }
    List<String> names = new ArrayList<>();
    if (mark >= 0) {
      String constraint =
          URLDecoder.decode(url.substring(mark + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
      if (constraint.matches(".*[\\[\\]&=<>!~(){}].*")) {
        throw FormatException.unsupported(
            base,
            "the URL's constraint may only name variables, as in ?time,lat,lon,sst; hyperslabs,"
                + " selections and functions are not taken: read the whole variable");
      }
      names.addAll(Arrays.stream(constraint.split(",")).filter(n -> !n.isBlank()).toList());
    }
    return new DapUrl(base, names);
  }

  /** Returns the URL without a user's name and password. */
  String safe() {
    return base.replaceFirst("//[^/@]*@", "//");
  }

  /** Returns the URL of the DDS or DAS; that of the DAS has no constraint. */
  String document(String ending) {
    String constraint = ending.equals("dds") ? String.join(",", projection) : "";
    return base + "." + ending + (constraint.isEmpty() ? "" : "?" + escaped(constraint));
  }

  /** Returns the URL of a box of a variable, whose path has dots. */
  String data(String path, Region box) {
    StringBuilder constraint = new StringBuilder(path);
    for (int d = 0; d < box.rank(); d++) {
      constraint.append('[').append(box.start(d)).append(":1:").append(box.end(d) - 1).append(']');
    }
    return base + ".dods?" + escaped(constraint.toString());
  }

  private static String escaped(String constraint) {
    return URLEncoder.encode(constraint, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2C", ",")
        .replace("%3A", ":")
        .replace("%25", "%");
  }
}
