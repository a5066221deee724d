package org.arcoforge.format.dap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.Guard;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.Sha256;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.SourceVersion;

/**
 * Reads a data set on an OPeNDAP server by requests of at most 32 MiB. Safe for many threads; holds
 * the description only.
 */
public final class DapReader implements SourceReader {
  private static final int LONGEST_DOCUMENT = 64 << 20;

  /** Bytes of an answer. */
  static final long MOST = 32L << 20;

  /** Bytes of what the description calls a chunk: worth a request of its own. */
  private static final long PIECE = 16L << 20;

  private final SourceOpener opener;
  private final DapUrl url;
  private final Map<String, DapVariable> variables;
  private final SourceDescription description;
  private final SourceVersion version;

  private DapReader(SourceOpener opener, DapUrl url, String dds, String das)
      throws FormatException {
    this.opener = opener;
    this.url = url;
    DapDescription found =
        new DapDescription(
            DdsParser.parse(url.safe(), dds),
            DasTable.parse(url.safe(), das),
            !url.projection().isEmpty());
    variables = found.variables();
    List<SourceVariable> described = new ArrayList<>();
    long bytes = 0;
    for (DapVariable v : variables.values()) {
      List<Long> chunk =
          Arrays.stream(piece(v.variable().shape(), v.type().wire(), PIECE)).boxed().toList();
      long size = v.variable().elements() * v.type().wire();
      described.add(new SourceVariable(v.variable(), chunk, List.of(), size));
      bytes += size;
    }
    description =
        new SourceDescription("opendap", described, found.attributes(), found.unsupported());
    version = new SourceVersion(bytes, new Sha256().add(dds + das).name(), 0);
  }

  /**
   * Asks for the description of a data set: its DDS and its DAS.
   *
   * @param text the URL, which may name the wanted variables ({@code ?time,sst})
   * @param group must be the root: DAP 2 has no groups
   * @throws org.arcoforge.source.SourceNotFoundException if the server has none
   * @throws FormatException if the answers are none of DAP 2
   */
  public static DapReader open(SourceOpener opener, String text, String group) throws IOException {
    DapUrl url = DapUrl.parse(text);
    if (!group.isEmpty() && !group.equals("/") && !group.equals("**")) {
      throw FormatException.unsupported(
          url.safe(),
          "the recipe asks for group '" + group + "', but OPeNDAP (DAP 2) data have no groups");
    }
    String dds = document(opener, url, "dds");
    String das = document(opener, url, "das");
    return Guard.at(
        url.safe(), "the description (DDS and DAS)", () -> new DapReader(opener, url, dds, das));
  }

  private static String document(SourceOpener opener, DapUrl url, String ending)
      throws IOException {
    String text =
        opener.fetch(
            url.document(ending), body -> DapAnswer.text(url.safe(), body, LONGEST_DOCUMENT));
    if (DapError.isOne(text)) {
      throw DapError.read(url.safe(), text);
    }
    return text;
  }

  /** Returns where it is, without secrets. */
  public String url() {
    return url.safe();
  }

  /**
   * Returns a digest of the description: servers do not tell when values change. The size is that
   * of all values in answers, in bytes.
   */
  public SourceVersion version() {
    return version;
  }

  @Override
  public SourceDescription describe() {
    return description;
  }

  @Override
  public void read(String name, Region region, Block target, long[] at) throws IOException {
    String reason = description.unsupported().get(name);
    if (reason != null) {
      throw FormatException.unsupported(url(), reason);
    }
    DapVariable v = variables.get(name);
    if (v == null || !fits(v.variable(), region, target, at)) {
      throw new IllegalArgumentException(
          url() + ": cannot read " + region + " of '" + name + "' to " + Arrays.toString(at));
    }
    if (!region.isEmpty()) {
      long[] piece = piece(region.size(), v.type().wire(), MOST);
      pieces(v, region, piece, 0, region.start(), region.size(), target, at);
    }
  }

  private static boolean fits(Variable v, Region region, Block target, long[] at) {
    return region.rank() == v.rank()
        && Region.whole(v.shape()).contains(region)
        && target.rank() == v.rank()
        && at.length == v.rank()
        && target.type() == v.type()
        && Region.whole(target.shape()).contains(Region.of(at, region.size()));
  }

  /** Goes through a region in boxes of at most the piece's shape. */
  private void pieces(
      DapVariable v,
      Region region,
      long[] piece,
      int d,
      long[] start,
      long[] size,
      Block target,
      long[] at)
      throws IOException {
    if (d == piece.length) {
      Region box = Region.of(start, size);
      Block block =
          opener.fetch(
              url.data(v.path(), box),
              body -> new DapAnswer(url(), new BufferedInputStream(body, 1 << 16)).values(v, size));
      long[] to = box.relativeTo(region.start()).shift(at).start();
      Block.copy(block, new long[d], target, to, size);
      return;
    }
    for (long i = region.start(d); i < region.end(d); i += piece[d]) {
      start[d] = i;
      size[d] = Math.min(piece[d], region.end(d) - i);
      pieces(v, region, piece, d + 1, start, size, target, at);
    }
  }

  /**
   * Returns the shape of as many of the slowest indices as make at most so many bytes, without
   * gaps.
   */
  static long[] piece(long[] shape, int width, long most) {
    long[] piece = new long[shape.length];
    Arrays.fill(piece, 1);
    long bytes = width;
    for (int d = shape.length - 1; d >= 0; d--) {
      long length = Math.max(1, shape[d]);
      piece[d] = Math.min(length, Math.max(1, most / bytes));
      if (piece[d] < length) {
        return piece;
      }
      bytes *= piece[d];
    }
    return piece;
  }

  @Override
  public boolean isOneFile() {
    return false;
  }

  @Override
  public void close() {
    // Connections belong to the JVM.
  }
}
