package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryObjectStoreTest extends ObjectRaceContract {
  @Override
  ObjectStore newStore() throws IOException {
    return StoreContents.inMemory();
  }

  @Test
  void aNameIsOneStoreInAJvm() throws IOException {
    store.create("k", bytes("x"));
    try (ObjectStore same = ObjectStores.open(store.location())) {
      assertArrayEquals(bytes("x"), same.read("k"));
    }
    try (ObjectStore below = ObjectStores.open(store.location() + "folder")) {
      assertEquals(store.location() + "folder/", below.location());
      assertTrue(below.stat("k").isEmpty());
    }
  }
}
