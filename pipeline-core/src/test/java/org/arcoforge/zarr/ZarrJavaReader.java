package org.arcoforge.zarr;

import dev.zarr.zarrjava.core.Array;
import dev.zarr.zarrjava.core.Group;
import dev.zarr.zarrjava.core.Node;
import dev.zarr.zarrjava.core.codec.ArrayBytesCodec;
import dev.zarr.zarrjava.core.codec.Codec;
import dev.zarr.zarrjava.core.codec.CodecPipeline;
import dev.zarr.zarrjava.v2.ArrayMetadata;
import dev.zarr.zarrjava.v2.codec.core.BytesCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;

/** This is zarr-java as an {@link IndependentReader}. */
public final class ZarrJavaReader implements IndependentReader {
  private final Map<Path, Array> last = new HashMap<>(1);

  /** Makes a reader that keeps nothing but the metadata of the array that it opened last. */
  public ZarrJavaReader() {}

  /** Opens an array once for all calls that follow: most of the time would go to that. */
  private Array open(Path array) throws Exception {
    Array opened = last.get(array);
    if (opened == null) {
      opened = Array.open(array);
      last.clear();
      last.put(array, opened);
    }
    return opened;
  }

  @Override
  public Block whole(Path array) throws Exception {
    Array opened = open(array);
    return block(opened, opened.read(), opened.metadata().shape);
  }

  @Override
  public Block inBoxes(Path array, int... box) throws Exception {
    Array opened = open(array);
    long[] shape = opened.metadata().shape;
    Block all = Block.allocate(type(opened), shape);
    ChunkGrid boxes = ChunkGrid.of(shape, Arrays.stream(box).asLongStream().toArray());
    for (long[] index : Indices.of(boxes.all())) {
      Region region = boxes.region(index);
      int[] size = Arrays.stream(region.size()).mapToInt(Math::toIntExact).toArray();
      Block part = block(opened, opened.read(region.start(), size), region.size());
      Block.copy(part, new long[box.length], all, region.start(), region.size());
    }
    return all;
  }

  @Override
  public Block throughGroups(Path group, String... names) throws Exception {
    Node node = Group.open(group);
    for (String name : names) {
      node = ((Group) node).get(name);
    }
    Array opened = (Array) node;
    return block(opened, opened.read(), opened.metadata().shape);
  }

  @Override
  public Block decode(Path array, Path object) throws Exception {
    Array opened = open(array);
    ArrayMetadata metadata = (ArrayMetadata) opened.metadata();
    ArrayBytesCodec elements = new BytesCodec(metadata.endianness.toEndian());
    CodecPipeline codecs =
        new CodecPipeline(new Codec[] {elements, metadata.compressor}, metadata.coreArrayMetadata);
    ucar.ma2.Array decoded = codecs.decode(ByteBuffer.wrap(Files.readAllBytes(object)));
    return block(opened, decoded, Arrays.stream(decoded.getShape()).asLongStream().toArray());
  }

  private static DataType type(Array array) {
    return DataType.valueOf(((Enum<?>) array.metadata().dataType()).name());
  }

  private static Block block(Array array, ucar.ma2.Array values, long... shape) {
    DataType type = type(array);
    Object elements = values.copyTo1DJavaArray();
    int size = Math.toIntExact(values.getSize() * type.size());
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    if (elements instanceof boolean[] truths) {
      for (boolean truth : truths) {
        bytes.put((byte) (truth ? 1 : 0));
      }
    } else if (elements instanceof byte[] numbers) {
      bytes.put(numbers);
    } else if (elements instanceof short[] numbers) {
      bytes.asShortBuffer().put(numbers);
    } else if (elements instanceof int[] numbers) {
      bytes.asIntBuffer().put(numbers);
    } else if (elements instanceof long[] numbers) {
      bytes.asLongBuffer().put(numbers);
    } else if (elements instanceof float[] numbers) {
      bytes.asFloatBuffer().put(numbers);
    } else {
      bytes.asDoubleBuffer().put((double[]) elements);
    }
    return Block.wrap(type, bytes.array(), shape);
  }
}
