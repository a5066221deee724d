package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What copying an object does in every store. */
abstract class ObjectCopyContract {
  /** The store of the test, empty at its beginning. */
  abstract ObjectStore store();

  @Test
  void aCopyIsTheSameObjectUnderAnotherKey() throws IOException {
    ObjectStore store = store();
    byte[] bytes = ObjectStoreContract.random(100_000, 3);
    ObjectInfo from = store.create("a/b", bytes);
    ObjectInfo copy = store.copy("a/b", "c/d");
    assertEquals("c/d", copy.key());
    assertEquals(from.size(), copy.size());
    assertEquals(from.crc32c(), copy.crc32c());
    assertArrayEquals(bytes, store.read("c/d"));
    assertEquals(
        copy.generation(), store.copy("a/b", "c/d").generation(), "repeating it is harmless");
    store.create("e", ObjectStoreContract.bytes("other"));
    assertThrows(ObjectExistsException.class, () -> store.copy("a/b", "e"));
    assertThrows(ObjectNotFoundException.class, () -> store.copy("none", "f"));
    assertTrue(store.stat("f").isEmpty());
    ObjectStore below = store.within("a/");
    below.copy("b", "b2");
    assertArrayEquals(bytes, store.read("a/b2"));
  }
}
