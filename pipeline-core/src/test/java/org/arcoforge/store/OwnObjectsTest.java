package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process knows of its own objects, told by changing them behind its back. */
class OwnObjectsTest {
  private static final List<String> NEVER_REPLACED =
      List.of("runs/1/plan.json.gz", "runs/1/receipts/t/0.json", "f/r/1/item.json");

  private ObjectStore store;
  private ObjectStore own;

  @BeforeEach
  void open() throws IOException {
    store = ObjectStores.open("memory://" + getClass().getSimpleName() + System.nanoTime() + "/");
    own = new OpenStores.OwnObjects(store);
  }

  @AfterEach
  void close() {
    own.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void changeBehindItsBack(String key) throws IOException {
    store.replace(key, bytes("other"), store.stat(key).orElseThrow().generation());
  }

  private String read(String key) throws IOException {
    return new String(own.read(key), StandardCharsets.UTF_8);
  }

  @Test
  void whatNobodyReplacesIsNotAskedForAgain() throws IOException {
    for (String key : NEVER_REPLACED) {
      own.create(key, bytes("mine"));
      changeBehindItsBack(key);
      assertEquals("mine", read(key));
      own.read(key)[0] = 'X';
      assertEquals("mine", new String(own.find(key).orElseThrow(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatMayBeReplacedIsReadFromTheStore() throws IOException {
    for (String key : List.of("f/collection.json", "leases/f/r.json", "1/d.zarr/t/0", "run/x")) {
      own.create(key, bytes("mine"));
      changeBehindItsBack(key);
      assertEquals("other", read(key));
    }
  }

  @Test
  void onlyWhatThisProcessHasMadeIsKnown() throws IOException {
    String key = NEVER_REPLACED.get(0);
    store.create(key, bytes("theirs"));
    assertEquals("theirs", read(key));
    assertThrows(ObjectExistsException.class, () -> own.create(key, bytes("mine")));
    assertEquals("theirs", read(key));
    assertThrows(ObjectNotFoundException.class, () -> own.read(NEVER_REPLACED.get(1)));
  }

  @Test
  void whatIsDeletedOrReplacedIsForgotten() throws IOException {
    String key = NEVER_REPLACED.get(0);
    ObjectInfo made = own.create(key, bytes("mine"));
    own.replace(key, bytes("newer"), made.generation());
    assertEquals("newer", read(key));
    own.delete(key);
    assertThrows(ObjectNotFoundException.class, () -> own.read(key));
    own.create(key, bytes("again"));
    assertEquals("again", read(key));
  }

  @Test
  void memoryIsBounded() throws IOException {
    byte[] large = new byte[(1 << 18) + 1];
    own.create("runs/large", large);
    changeBehindItsBack("runs/large");
    assertEquals("other", read("runs/large"));
    byte[] whole = new byte[1 << 18];
    for (int i = 0; i < 33; i++) {
      own.create("runs/" + i, whole);
    }
    changeBehindItsBack("runs/31");
    changeBehindItsBack("runs/32");
    assertArrayEquals(whole, own.read("runs/31"));
    assertEquals("other", read("runs/32"));
  }
}
