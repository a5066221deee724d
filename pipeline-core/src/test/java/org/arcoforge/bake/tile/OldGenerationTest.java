package org.arcoforge.bake.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OldGenerationTest {
  private static final long MB = 1 << 20;

  private long alive;
  private long dead;
  private int collections;
  private final OldGeneration heap =
      new OldGeneration(
          () -> alive + dead,
          () -> {
            dead = 0;
            collections++;
          });

  @Test
  void whatIsDeadDoesNotGrowWithTheNumberOfTiles() {
    alive = 600 * MB;
    long most = 0;
    for (int tile = 0; tile < 1000; tile++) {
      dead += 3 * MB;
      heap.bound(560 * MB);
      most = Math.max(most, dead);
    }
    assertEquals(true, most <= OldGeneration.OTHERS, most / MB + " MB");
    assertEquals(true, collections < 20, collections + " collections");
  }

  @Test
  void arraysOfTilesAreNoReasonToCollect() {
    for (alive = 40 * MB; alive < 700 * MB; alive += 7 * MB) {
      heap.bound(alive - 40 * MB);
    }
    assertEquals(0, collections);
  }

  @Test
  void whatIsAliveIsNotCollectedAgainAndAgain() {
    alive = 900 * MB; // the plan of very many files
    for (int tile = 0; tile < 1000; tile++) {
      dead += MB;
      heap.bound(0);
    }
    assertEquals(2, collections);
  }
}
