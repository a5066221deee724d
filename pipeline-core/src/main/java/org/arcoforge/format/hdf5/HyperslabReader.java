package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.Guard;
import org.jspecify.annotations.Nullable;

/**
 * Reads boxes of one dataset as stored elements: numbers as such, texts as bytes with one more
 * dimension. Each chunk that is needed is read and decoded once a box; chunks that are neighbours
 * in the file are read as one range, and ranges are asked for together.
 */
final class HyperslabReader {
  private static final long GAP = 64 << 10;
  private static final long TOGETHER = 8 << 20;

  /** Bytes that are unshuffled at once: they are still in the cache when they are copied. */
  private static final int SLAB = 32 << 10;

  private static final int RUNS = 1024; // asked for together

  private record Piece(long number, long address, int size, int mask) {}

  /** A run is a range of the file with neighbouring chunks. */
  private record Run(long start, int length, List<Piece> pieces) implements MetadataBytes.Range {}

  private final MetadataBytes file;
  private final DatasetHeader dataset;
  private final boolean text;
  private final DataType type;
  private final ChunkGrid grid;
  private final int elementBytes;
  private final int chunkBytes;
  private final ChunkGrid slabs; // of one chunk, each in one piece
  private @Nullable ChunkTable table;

  /**
   * Makes a reader of one dataset.
   *
   * @param chunk shape of the stored chunks, or of the pieces to read contiguous values by
   */
  HyperslabReader(MetadataBytes file, DatasetHeader dataset, Element element, long[] chunk)
      throws IOException {
    this.file = file;
    this.dataset = dataset;
    this.text = element.type() == DataType.STRING;
    this.type = text ? DataType.UINT8 : element.type();
    this.elementBytes = element.size();
    this.grid = ChunkGrid.of(dataset.space().shape(), chunk);
    file.checkGrid(grid);
    long bytes = elementBytes;
    for (long c : chunk) {
      bytes = c > 0 && bytes <= Integer.MAX_VALUE / c ? bytes * c : Long.MAX_VALUE;
    }
    if (bytes > Integer.MAX_VALUE - 64) {
      throw file.unsupported(
          "variable '"
              + dataset.name()
              + "' has chunks "
              + Arrays.toString(chunk)
              + " of 2 GiB or more");
    }
    this.chunkBytes = (int) bytes;
    this.slabs = ChunkGrid.of(chunk, slab(chunk));
  }

  private long[] slab(long[] chunk) {
    long[] slab = new long[chunk.length];
    long room = Math.max(1, SLAB / Math.max(1, elementBytes));
    for (int d = chunk.length - 1; d >= 0; d--) {
      slab[d] = Math.max(1, Math.min(chunk[d], room));
      room = slab[d] < chunk[d] ? 1 : room / slab[d];
    }
    return slab;
  }

  int chunkBytes() {
    return chunkBytes;
  }

  /** Returns texts have their bytes as a last dimension. */
  long[] tail(long[] values, long last) {
    if (!text) {
      return values;
    }
    long[] longer = Arrays.copyOf(values, values.length + 1);
    longer[values.length] = last;
    return longer;
  }

  /**
   * Reads a box.
   *
   * @param region within the dataset's present extent
   * @param target of the stored type (bytes for texts)
   * @param at where the box begins in the target
   */
  void read(Region region, Block target, long[] at) throws IOException {
    if (region.isEmpty()) {
      return;
    }
    switch (dataset.layout().kind()) {
      case COMPACT -> compact(region, target, at);
      case CONTIGUOUS -> contiguous(region, target, at);
      default -> chunked(region, target, at);
    }
  }

  private void compact(Region region, Block target, long[] at) throws IOException {
    byte[] bytes = dataset.layout().compact().clone();
    long[] shape = tail(grid.shape(), elementBytes);
    if (bytes.length < Region.whole(grid.shape()).elements() * elementBytes) {
      throw damaged("its compact values are cut off", null);
    }
    swap(bytes, bytes.length);
    Block.copy(
        Block.wrap(type, bytes, shape),
        tail(region.start(), 0),
        target,
        at,
        tail(region.size(), elementBytes));
  }

  private void contiguous(Region region, Block target, long[] at) throws IOException {
    long address = dataset.layout().address();
    if (address == Cursor.UNDEFINED) {
      fill(region, region, target, at);
      return;
    }
    ChunkBuffers buffers = ChunkBuffers.own();
    for (long[] index : Indices.of(grid.covering(region))) {
      Region piece = grid.region(index);
      Region part = piece.intersect(region);
      // The pieces' shape is such that each is one run in the file; read no more than the part.
      Region inside = part.relativeTo(piece.start());
      long first = Indices.linear(inside.start(), piece.size());
      long[] lastIndex = new long[inside.rank()];
      Arrays.setAll(lastIndex, d -> inside.end(d) - 1);
      int length = (int) (Indices.linear(lastIndex, piece.size()) - first + 1) * elementBytes;
      int offset = (int) first * elementBytes;
      long from = address + (Indices.linear(piece.start(), grid.shape()) + first) * elementBytes;
      int whole = (int) piece.elements() * elementBytes; // the buffer stands for the whole piece
      byte[] bytes = buffers.read(whole);
      file.readValues(from, bytes, offset, length);
      if (!dataset.type().isLittle()) {
        System.arraycopy(bytes, offset, buffers.other(bytes, whole), offset, length);
        bytes = buffers.other(bytes, whole);
        swap(bytes, offset + length);
      }
      copy(bytes, piece.size(), piece, part, region, target, at);
    }
    buffers.trim();
  }

  private void chunked(Region region, Block target, long[] at) throws IOException {
    ChunkTable chunks = table();
    List<Piece> pieces = new ArrayList<>();
    for (long[] index : Indices.of(grid.covering(region))) {
      long number = grid.linear(index);
      int slot = chunks.find(number);
      if (slot < 0) {
        fill(grid.region(index).intersect(region), region, target, at);
      } else {
        pieces.add(
            new Piece(number, chunks.address(slot), (int) chunks.size(slot), chunks.mask(slot)));
      }
    }
    pieces.sort((a, b) -> Long.compare(a.address(), b.address()));
    ChunkBuffers buffers = ChunkBuffers.own();
    List<Run> runs = runs(pieces);
    int from = 0;
    while (from < runs.size()) {
      int bytes = runs.get(from).length();
      int to = from + 1;
      while (to < runs.size()
          && to - from < RUNS
          && (long) bytes + runs.get(to).length() <= TOGETHER) {
        bytes += runs.get(to++).length();
      }
      byte[] buffer = buffers.read(bytes);
      file.readValues(runs.subList(from, to), buffer);
      int begin = 0;
      for (Run run : runs.subList(from, to)) {
        for (Piece piece : run.pieces()) {
          int offset = begin + (int) (piece.address() - run.start());
          decode(buffer, offset, piece, region, target, at, buffers);
        }
        begin += run.length();
      }
      from = to;
    }
    buffers.trim();
  }

  /** Joins neighbours, in the order of their addresses. */
  private static List<Run> runs(List<Piece> pieces) {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    while (from < pieces.size()) {
      long start = pieces.get(from).address();
      long end = start + pieces.get(from).size();
      int to = from + 1;
      while (to < pieces.size()) {
        Piece next = pieces.get(to);
        long nextEnd = Math.max(end, next.address() + next.size());
        if (next.address() - end > GAP || nextEnd - start > TOGETHER) {
          break;
        }
        end = nextEnd;
        to++;
      }
      runs.add(new Run(start, (int) (end - start), pieces.subList(from, to)));
      from = to;
    }
    return runs;
  }

  /**
   * Returns a chunk as it is in the file, without a checksum at its end, which must be right; empty
   * if it was never written, or not all filters were applied to it.
   */
  Optional<byte[]> stored(long[] index) throws IOException {
    ChunkTable chunks = table();
    int slot = chunks.find(grid.linear(index));
    if (slot < 0 || chunks.mask(slot) != 0) {
      return Optional.empty();
    }
    int size = (int) chunks.size(slot);
    boolean filtered = !dataset.pipeline().filters().isEmpty();
    if (!filtered && size != chunkBytes) {
      return Optional.empty();
    }
    byte[] bytes = new byte[size];
    file.readValues(chunks.address(slot), bytes, 0, size);
    try {
      return Optional.of(dataset.pipeline().withoutChecksum(bytes));
    } catch (DataFormatException e) {
      throw damaged("chunk " + Arrays.toString(index) + " is damaged: " + e.getMessage(), e);
    }
  }

  private void decode(
      byte[] bytes,
      int offset,
      Piece piece,
      Region region,
      Block target,
      long[] at,
      ChunkBuffers buffers)
      throws IOException {
    long[] index = grid.index(piece.number());
    FilterPipeline pipeline = dataset.pipeline();
    boolean shuffled = pipeline.endsShuffled(piece.mask(), elementBytes);
    String place = "chunk " + Arrays.toString(index);
    byte[] decoded =
        Guard.at(
            file.url(),
            "variable '" + dataset.name() + "': " + place,
            () -> {
              int n = piece.size();
              int mask = piece.mask();
              try {
                return shuffled
                    ? pipeline.shuffled(bytes, offset, n, mask, chunkBytes, buffers)
                    : pipeline.decode(bytes, offset, n, mask, chunkBytes, buffers);
              } catch (DataFormatException e) {
                throw damaged(place + " is damaged: " + e.getMessage(), e);
              }
            });
    Region whole = grid.region(index);
    Region part = whole.intersect(region);
    if (!shuffled) {
      swap(decoded, chunkBytes);
      copy(decoded, grid.chunk(), whole, part, region, target, at);
      return;
    }
    for (long[] n : Indices.of(slabs.covering(part.relativeTo(whole.start())))) {
      unshuffle(decoded, slabs.region(n), whole, region, target, at, buffers);
    }
  }

  /** A slab of a shuffled chunk: to its place, if it is in one piece there too. */
  private void unshuffle(
      byte[] shuffled,
      Region slab,
      Region chunk,
      Region region,
      Block target,
      long[] at,
      ChunkBuffers buffers) {
    int first = (int) Indices.linear(slab.start(), grid.chunk());
    int n = (int) slab.elements();
    int plane = chunkBytes / elementBytes;
    Region piece = slab.shift(chunk.start());
    Region part = piece.intersect(region).intersect(chunk);
    if (part.equals(piece)) {
      long[] to = place(part, region, at);
      int place = target.run(to, tail(part.size(), elementBytes));
      if (place >= 0 && dataset.type().isLittle()) {
        Shuffle.unshuffle(shuffled, first, plane, n, target.bytes(), place, elementBytes);
        return;
      }
    }
    byte[] values = buffers.slab(n * elementBytes);
    Shuffle.unshuffle(shuffled, first, plane, n, values, 0, elementBytes);
    swap(values, n * elementBytes);
    copy(values, slab.size(), piece, part, region, target, at);
  }

  private void copy(
      byte[] bytes,
      long[] shape,
      Region piece,
      Region part,
      Region region,
      Block target,
      long[] at) {
    Block.copy(
        Block.wrap(type, bytes, tail(shape, elementBytes)),
        tail(part.relativeTo(piece.start()).start(), 0),
        target,
        place(part, region, at),
        tail(part.size(), elementBytes));
  }

  private long[] place(Region part, Region region, long[] at) {
    long[] to = at.clone();
    for (int d = 0; d < part.rank(); d++) {
      to[d] += part.start(d) - region.start(d);
    }
    return to;
  }

  private void fill(Region part, Region region, Block target, long[] at) {
    long[] size = tail(part.size(), elementBytes);
    Block filled = Block.allocate(type, size);
    byte[] value = dataset.fill();
    if (size.length == part.rank()) {
      filled.fill(dataset.numberFill());
    } else if (value.length == elementBytes) {
      for (int i = 0; i < filled.byteLength(); i += elementBytes) {
        System.arraycopy(value, 0, filled.bytes(), i, elementBytes);
      }
    }
    Block.copy(filled, new long[size.length], target, place(part, region, at), size);
  }

  private void swap(byte[] bytes, int length) {
    dataset.type().toValues(bytes, length);
  }

  private synchronized ChunkTable table() throws IOException {
    ChunkTable known = table;
    if (known == null) {
      try {
        known =
            ChunkIndex.read(
                file,
                dataset.layout(),
                dataset.space(),
                chunkBytes,
                !dataset.pipeline().filters().isEmpty());
      } catch (FormatException e) {
        throw e.isUnsupported() ? e : damaged("its chunk index: " + file.reason(e), e);
      }
      table = known;
    }
    return known;
  }

  private FormatException damaged(String what, @Nullable Exception cause) {
    String message = "variable '" + DimensionScales.variableName(dataset) + "': " + what;
    return cause == null
        ? FormatException.corrupt(file.url(), message)
        : FormatException.corrupt(file.url(), message, cause);
  }
}
