package org.arcoforge.format.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.BoxCheck;
import org.arcoforge.format.Guard;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.ByteSource;

/**
 * Reads the first full image of a TIFF file as rioxarray describes it: {@code band_data} (band, y,
 * x), the coordinates {@code band} (from 1), {@code y} and {@code x} (centres of the pixels), and
 * the scalar {@code spatial_ref} with the EPSG code and the geotransform. Overviews, masks and
 * further pages are passed over. GDAL's missing value, scale and offset become {@code _FillValue},
 * {@code scale_factor} and {@code add_offset}. Safe for many threads.
 *
 * @see <a href="https://docs.ogc.org/is/19-008r4/19-008r4.html">OGC GeoTIFF 1.1</a>
 */
public final class TiffReader implements SourceReader {
  private static final String VALUES = "band_data";
  private static final String REFERENCE = "spatial_ref";
  private static final int SUBFILE_TYPE = 254;
  private static final int REDUCED_OR_MASK = 1 | 4;
  private static final int MOST_PAGES = 4096;

  private final ByteSource source;
  private final BandReader bands;
  private final SourceDescription description;
  private final Map<String, Block> coordinates = new LinkedHashMap<>();

  private TiffReader(TiffBytes file, Ifd ifd) throws IOException {
    source = file.source();
    TiffImage image = TiffImage.read(file, ifd);
    Placement place = Placement.read(file, ifd);
    GdalTags tags = GdalTags.read(file, ifd, image.bands());
    bands = new BandReader(file, image, tags.never(image.type()));
    Dimension band = new Dimension("band", image.bands());
    Dimension y = new Dimension("y", image.height());
    Dimension x = new Dimension("x", image.width());
    Block numbers = Block.allocate(DataType.INT64, image.bands());
    for (int b = 0; b < image.bands(); b++) {
      numbers.setLong(b, b + 1);
    }
    List<SourceVariable> all = new ArrayList<>();
    all.add(coordinate("band", List.of(band), Attributes.empty(), numbers));
    all.add(coordinate("y", List.of(y), place.axis(false), place.y(image.height())));
    all.add(coordinate("x", List.of(x), place.axis(true), place.x(image.width())));
    all.add(coordinate(REFERENCE, List.of(), place.reference(), Block.allocate(DataType.INT64)));
    Attributes attributes =
        Attributes.empty()
            .with("AREA_OR_POINT", place.isPoint() ? "Point" : "Area")
            .with("grid_mapping", REFERENCE);
    for (var own : tags.attributes(source.url(), image.type()).asMap().entrySet()) {
      attributes = attributes.with(own.getKey(), own.getValue());
    }
    Variable values = new Variable(VALUES, image.type(), List.of(band, y, x), attributes);
    List<Long> chunk =
        List.of(
            (long) image.stride(),
            (long) Math.min(BandReader.rowsTogether(image), image.height()),
            (long) Math.min(image.blockWidth(), image.width()));
    boolean plain = image.compression() == Codec.NONE;
    List<String> filters =
        plain ? List.of() : List.of(image.compression().name().toLowerCase(java.util.Locale.ROOT));
    all.add(new SourceVariable(values, chunk, filters, image.storedBytes()));
    description = new SourceDescription("tiff", all, Attributes.empty());
  }

  private SourceVariable coordinate(
      String name, List<Dimension> dims, Attributes attributes, Block values) {
    coordinates.put(name, values);
    Variable variable = new Variable(name, values.type(), dims, attributes);
    List<Long> chunk = dims.stream().map(Dimension::length).toList();
    return new SourceVariable(variable, chunk, List.of(), 0);
  }

  /**
   * Reads the header.
   *
   * @param source its bytes; closed with the reader, not if this throws
   * @throws FormatException if the file is damaged, or packed or placed as is not supported
   */
  public static SourceReader open(ByteSource source) throws IOException {
    byte[] head = new byte[(int) Math.min(16, source.size())];
    source.read(0, head, 0, head.length);
    boolean big = head.length > 0 && head[0] == 'M';
    TiffBytes file = new TiffBytes(source, big);
    return Guard.at(source.url(), "the TIFF header", () -> firstImage(file));
  }

  private static TiffReader firstImage(TiffBytes file) throws IOException {
    boolean bigTiff = file.number(2, 2) == 43;
    if (bigTiff && file.number(4, 2) != 8) {
      throw file.corrupt("BigTIFF with offsets of " + file.number(4, 2) + " bytes");
    }
    long at = bigTiff ? file.number(8, 8) : file.number(4, 4);
    for (int page = 0; at != 0 && page < MOST_PAGES; page++) {
      Ifd ifd = Ifd.read(file, at, bigTiff);
      if ((ifd.number(SUBFILE_TYPE, 0) & REDUCED_OR_MASK) == 0) {
        return new TiffReader(file, ifd);
      }
      at = ifd.next();
    }
    throw file.corrupt("there is no image in it");
  }

  @Override
  public SourceDescription describe() {
    return description;
  }

  @Override
  public void read(String name, Region region, Block target, long[] at) throws IOException {
    Variable variable =
        description
            .variable(name)
            .map(SourceVariable::variable)
            .orElseThrow(
                () -> new IllegalArgumentException(source.url() + ": no variable '" + name + "'"));
    BoxCheck.check(source.url(), variable, region, target, at);
    Block known = coordinates.get(name);
    if (known == null) {
      bands.read(region, target, at);
    } else {
      Block.copy(known, region.start(), target, at, region.size());
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
