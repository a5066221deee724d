package org.arcoforge.format.tiff;

import java.io.IOException;
import java.util.Optional;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.HeapLimit;
import org.arcoforge.format.FormatException;

/**
 * A placement says where an image is: the corner of its first pixel and the lengths of a pixel, as
 * GDAL has them, and the code of its coordinate system (OGC GeoTIFF 1.1).
 *
 * @param left x of the outer edge of the first column
 * @param stepX from a column to the next one
 * @param top y of the outer edge of the first row
 * @param stepY from a row to the next one
 * @param isPoint whether the file says that values stand for points
 * @param placed whether the file says where it is; pixels are counted where it does not
 * @param model 1 projected, 2 geographic, else unknown
 * @param epsg code of the coordinate system; 0 if it has none
 */
record Placement(
    double left,
    double stepX,
    double top,
    double stepY,
    boolean isPoint,
    boolean placed,
    int model,
    int epsg,
    String citation) {
  private static final int SCALE = 33550;
  private static final int TIE_POINTS = 33922;
  private static final int MATRIX = 34264;
  private static final int KEYS = 34735;
  private static final int TEXTS = 34737;
  private static final int MODEL = 1024;
  private static final int RASTER = 1025;
  private static final int CITATION = 1026;
  private static final int GEOGRAPHIC = 2048;
  private static final int PROJECTED = 3072;
  private static final int NO_CODE = 32767;

  static Placement read(TiffBytes file, Ifd ifd) throws IOException {
    long[] keys = ifd.numbers(KEYS);
    boolean isPoint = key(keys, RASTER) == 2;
    int model = (int) key(keys, MODEL);
    long code = key(keys, model == 2 ? GEOGRAPHIC : PROJECTED);
    double[] t = transform(file, ifd, isPoint);
    return new Placement(
        t.length == 0 ? 0 : t[0],
        t.length == 0 ? 1 : t[1],
        t.length == 0 ? 0 : t[2],
        t.length == 0 ? 1 : t[3],
        isPoint,
        t.length > 0,
        model,
        code > 0 && code < NO_CODE ? (int) code : 0,
        citation(keys, ifd.text(TEXTS)));
  }

  /** Left, step in x, top, step in y; none if the file has no place. */
  private static double[] transform(TiffBytes file, Ifd ifd, boolean isPoint) throws IOException {
    double[] scale = ifd.doubles(SCALE);
    double[] tie = ifd.doubles(TIE_POINTS);
    double[] m = ifd.doubles(MATRIX);
    double left;
    double top;
    double stepX;
    double stepY;
    if (scale.length >= 2 && tie.length >= 6 && scale[0] != 0 && scale[1] != 0) {
      stepX = scale[0];
      stepY = -Math.abs(scale[1]);
      left = tie[3] - tie[0] * stepX;
      top = tie[4] - tie[1] * stepY;
    } else if (m.length == 16) {
      if (m[1] != 0 || m[4] != 0) {
        throw notARectangle(file, "its grid is rotated or sheared");
      }
      left = m[3];
      stepX = m[0];
      top = m[7];
      stepY = m[5];
    } else if (tie.length > 6) {
      throw notARectangle(file, "it is placed by " + tie.length / 6 + " control points");
    } else {
      return new double[0];
    }
    if (isPoint) {
      left -= stepX * 0.5;
      top -= stepY * 0.5;
    }
    return new double[] {left, stepX, top, stepY};
  }

  private static FormatException notARectangle(TiffBytes file, String why) {
    return FormatException.unsupported(
        file.source().url(),
        "variable 'band_data' has no x and y of one dimension: "
            + why
            + "; bring it to a grid with `gdalwarp`");
  }

  /** The short value of a geo key; 0 if there is none. */
  private static long key(long[] keys, int id) {
    for (int i = 4; i + 3 < keys.length; i += 4) {
      if (keys[i] == id && keys[i + 1] == 0) {
        return keys[i + 3];
      }
    }
    return 0;
  }

  private static String citation(long[] keys, Optional<String> texts) {
    for (int i = 4; i + 3 < keys.length; i += 4) {
      if (keys[i] == CITATION && keys[i + 1] == TEXTS && texts.isPresent()) {
        int from = (int) Math.min(keys[i + 3], texts.get().length());
        int to = (int) Math.min(from + keys[i + 2], texts.get().length());
        return texts.get().substring(from, to).replaceAll("\\|$", "");
      }
    }
    return "";
  }

  /** Returns centres of the columns, in the order of operations that rasterio's users see. */
  Block x(int width) {
    return centres(width, stepX, left);
  }

  /** Returns centres of the rows. */
  Block y(int height) {
    return centres(height, stepY, top);
  }

  private static Block centres(int n, double step, double edge) {
    HeapLimit.check(8L * n, "the coordinate of " + n + " pixels");
    Block block = Block.allocate(DataType.FLOAT64, n);
    double first = step * 0.5 + edge;
    for (int i = 0; i < n; i++) {
      block.setDouble(i, i * step + first);
    }
    return block;
  }

  /** Returns attributes of x or y. */
  Attributes axis(boolean isX) {
    Attributes a = Attributes.empty().with("axis", isX ? "X" : "Y");
    if (model == 2) {
      return a.with("long_name", isX ? "longitude" : "latitude")
          .with("standard_name", isX ? "longitude" : "latitude")
          .with("units", isX ? "degrees_east" : "degrees_north");
    }
    if (model == 1) {
      String name = isX ? "x" : "y";
      return a.with("long_name", name + " coordinate of projection")
          .with("standard_name", "projection_" + name + "_coordinate");
    }
    return a;
  }

  /** Returns attributes of {@code spatial_ref}: the code, from which readers know the system. */
  Attributes reference() {
    Attributes a = Attributes.empty();
    if (epsg > 0) {
      a =
          a.with("spatial_ref", "EPSG:" + epsg)
              .with("epsg", AttributeValue.of(DataType.INT64, epsg));
    } else if (!citation.isEmpty()) {
      a = a.with("citation", citation);
    }
    String transform = left + " " + stepX + " 0.0 " + top + " 0.0 " + stepY;
    return placed ? a.with("GeoTransform", transform) : a;
  }
}
