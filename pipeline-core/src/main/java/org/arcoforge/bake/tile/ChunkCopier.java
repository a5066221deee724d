package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.arcoforge.array.Region;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.CopiedChunk;
import org.arcoforge.plan.Fragment;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.view.FileView;

/** Finds objects that are chunks of files as they are stored. Safe for many threads. */
final class ChunkCopier {
  private final Plan plan;
  private final SourceFiles readers;
  private final LongAdder bytesRead = new LongAdder();

  ChunkCopier(Plan plan, SourceFiles readers) {
    this.plan = plan;
    this.readers = readers;
  }

  /**
   * An object's bytes as some file has them; empty if its values must be decoded.
   *
   * @param index of the object
   */
  Optional<byte[]> object(PlannedArray array, long... index) throws IOException {
    Region region = array.layout().objects().region(index);
    List<Fragment> fragments = new ArrayList<>();
    plan.fragments(array, region, fragments::add);
    return array.copied() == 0 || fragments.size() != 1
        ? Optional.empty()
        : chunk(array, fragments.get(0));
  }

  private Optional<byte[]> chunk(PlannedArray array, Fragment whole) throws IOException {
    FilePattern pattern = plan.recipe().pattern();
    Position position = pattern.position(whole.position());
    if (whole.filled()) {
      return Optional.empty();
    }
    return readers.use(
        pattern,
        position,
        file -> {
          FileView view = file.view(plan.recipe(), position);
          CopiedChunk chunk = array.sourceChunk(view, file.url(), whole).orElse(null);
          if (chunk == null) {
            return Optional.<byte[]>empty();
          }
          Optional<byte[]> bytes = file.reader().chunk(chunk.variable(), chunk.at());
          bytesRead.add(file.takeBytesRead());
          return bytes;
        });
  }

  /** Bytes that were read of sources so far. */
  long bytesRead() {
    return bytesRead.sum();
  }
}
