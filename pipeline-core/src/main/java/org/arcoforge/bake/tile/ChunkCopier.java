package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.CopiedChunk;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedObject;
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

  /** Returns an object's bytes as some file has them; empty if its values must be decoded. */
  Optional<byte[]> bytes(PlannedObject object) throws IOException {
    Long from = object.copiedFrom().orElse(null);
    return from == null ? Optional.empty() : chunk(object, from);
  }

  private Optional<byte[]> chunk(PlannedObject object, long from) throws IOException {
    FilePattern pattern = plan.recipe().pattern();
    Position position = pattern.position(from);
    return readers.use(
        pattern,
        position,
        file -> {
          FileView view = file.view(plan.recipe(), position);
          CopiedChunk chunk = object.copied(view, file.url()).orElse(null);
          if (chunk == null) {
            return Optional.<byte[]>empty();
          }
          Optional<byte[]> bytes = file.reader().chunk(chunk.variable(), chunk.at());
          bytesRead.add(file.takeBytesRead());
          return bytes;
        });
  }

  /** Returns bytes that were read of sources so far. */
  long bytesRead() {
    return bytesRead.sum();
  }
}
