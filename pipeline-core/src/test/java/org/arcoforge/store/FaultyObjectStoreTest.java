package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.arcoforge.store.FaultyObjectStore.Fault;
import org.junit.jupiter.api.Test;

class FaultyObjectStoreTest extends ObjectRaceContract {
  @Override
  ObjectStore newStore() throws IOException {
    return FaultyObjectStore.inMemory();
  }

  private FaultyObjectStore faulty() {
    return (FaultyObjectStore) store;
  }

  @Test
  void createThatFailedIsHarmlessToRepeatWhetherItWasDoneOrNot() throws IOException {
    for (Fault fault : new Fault[] {Fault.FAIL, Fault.DO_AND_FAIL}) {
      faulty().nextWrites(fault);
      String key = "k-" + fault;
      assertThrows(IOException.class, () -> store.create(key, bytes("x")));
      assertEquals(fault == Fault.DO_AND_FAIL, store.stat(key).isPresent());
      assertEquals(store.create(key, bytes("x")), store.stat(key).orElseThrow());
    }
  }

  @Test
  void repeatedReplaceMeetsItselfSoTheCallerMustReadAgain() throws IOException {
    long generation = store.create("k", bytes("one")).generation();
    faulty().nextWrites(Fault.DO_AND_FAIL);
    assertThrows(IOException.class, () -> store.replace("k", bytes("two"), generation));
    assertThrows(
        GenerationMismatchException.class, () -> store.replace("k", bytes("two"), generation));
    assertArrayEquals(bytes("two"), store.read("k"));
  }

  @Test
  void nothingIsDoneAfterDeath() {
    faulty().nextWrites(Fault.NONE, Fault.DIE);
    assertThrows(
        IOException.class,
        () -> {
          store.create("a", bytes("."));
          store.create("b", bytes("."));
        });
    IOException e = assertThrows(IOException.class, () -> store.read("a"));
    assertTrue(e.toString().contains("on purpose"), e.toString());
    assertEquals(2, faulty().writeCalls());
  }
}
