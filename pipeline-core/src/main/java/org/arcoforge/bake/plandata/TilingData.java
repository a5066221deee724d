package org.arcoforge.bake.plandata;

import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.plan.ArraySizes;
import org.arcoforge.plan.tiling.StagePlanner;
import org.arcoforge.plan.tiling.StagingChoice;
import org.arcoforge.plan.tiling.TilePlanner;

/**
 * Converts the tiles of an array to and from plain values, and those of its intermediate in scratch
 * if it has one.
 */
final class TilingData {
  private static final String TILE = "tile";
  private static final String STAGING = "staging";
  private static final String STAGES = "stages";
  private static final String OBJECTS = "objects";
  private static final String AMPLIFICATION = "amplification";
  private static final String MEMORY = "memory";
  private static final String SOURCE_CHUNK = "source_chunk";
  private static final String PIECE = "piece";
  private static final String KEEPS = "keeps";
  private static final String REASON = "reason";
  private static final String PULL_AMPLIFICATION = "pull_amplification";
  private static final String PULL_SECONDS = "pull_seconds";
  private static final String STAGE_SECONDS = "stage_seconds";

  private TilingData() {}

  /** Adds what is chosen; what follows from it for people, too, which is not read back. */
  static void put(Map<String, Object> data, StagePlanner.Chosen chosen) {
    StagePlanner.First first = chosen.first();
    TilePlanner.Tile reads = first == null ? chosen.tile() : first.tile();
    data.put("read_amplification", reads.amplification());
    data.put("tile_memory", chosen.tile().memory());
    data.put(TILE, tile(chosen.tile()));
    StagingChoice choice = chosen.choice();
    if (choice != null) {
      data.put(STAGING, staging(chosen, choice));
    }
  }

  private static Map<String, Object> staging(StagePlanner.Chosen chosen, StagingChoice choice) {
    Map<String, Object> data = new LinkedHashMap<>();
    StagePlanner.First first = chosen.first();
    data.put(STAGES, choice.staged() ? 2L : 1L);
    data.put(REASON, choice.reason());
    data.put(PULL_AMPLIFICATION, choice.pulled());
    data.put(PULL_SECONDS, choice.pullSeconds());
    data.put(STAGE_SECONDS, choice.stageSeconds());
    if (first != null) {
      LayoutData.putStorage(data, first.layout());
      data.put(OBJECTS, first.layout().objects().count());
      data.put("tiles", tiles(first.layout(), first.tile()));
      data.put("scratch_bytes", (long) ArraySizes.bytes(first.layout()));
      data.put("scratch_reads", chosen.tile().amplification());
      data.put("tile_memory", first.tile().memory());
      data.put(TILE, tile(first.tile()));
    }
    return data;
  }

  /** Returns the number of tiles. */
  static long tiles(ArrayLayout layout, TilePlanner.Tile tile) {
    return ChunkGrid.of(
            layout.objects().all().size(),
            tile.objects().stream().mapToLong(Long::longValue).toArray())
        .count();
  }

  private static Map<String, Object> tile(TilePlanner.Tile tile) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(OBJECTS, NumberRuns.list(tile.objects()));
    data.put(AMPLIFICATION, tile.amplification());
    data.put(MEMORY, tile.memory());
    data.put(SOURCE_CHUNK, NumberRuns.list(tile.chunk()));
    data.put(PIECE, NumberRuns.list(tile.piece()));
    data.put(KEEPS, tile.keeps());
    return data;
  }

  /** Returns what was chosen for an array. */
  static StagePlanner.Chosen read(Members in, ArrayLayout layout) {
    StagePlanner.First first = null;
    StagingChoice choice = null;
    if (in.has(STAGING)) {
      Members staging = in.members(STAGING);
      choice = choice(staging);
      if (staging.has(TILE)) {
        first =
            new StagePlanner.First(
                LayoutData.readStorage(staging, layout), tile(staging.members(TILE)));
      }
    }
    return new StagePlanner.Chosen(tile(in.members(TILE)), first, choice);
  }

  private static StagingChoice choice(Members in) {
    return new StagingChoice(
        in.whole(STAGES) == 2,
        in.number(PULL_AMPLIFICATION),
        in.number(PULL_SECONDS),
        in.number(STAGE_SECONDS),
        in.text(REASON));
  }

  private static TilePlanner.Tile tile(Members in) {
    return new TilePlanner.Tile(
        in.wholes(OBJECTS),
        in.number(AMPLIFICATION),
        in.whole(MEMORY),
        in.wholes(SOURCE_CHUNK),
        in.wholes(PIECE),
        in.isTrue(KEEPS));
  }
}
