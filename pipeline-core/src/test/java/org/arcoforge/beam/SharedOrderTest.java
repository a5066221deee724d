package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.bake.planning.BakeOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that steps share in a process, and those that come from another one. */
class SharedOrderTest {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  @TempDir Path folder;
  private BakeOrder order;

  @BeforeEach
  void makeOrder() throws IOException {
    BakeCase made = new BakeCase(folder.resolve("in"), folder.toUri().toString());
    order = BakeOrder.begun(made.config());
  }

  @Test
  void stepsOfOneProcessHaveTheSameOrder() throws Exception {
    byte[] bytes = write(new SharedOrder(order));
    assertSame(order, read(bytes).get());
    assertSame(order, read(write(read(bytes))).get());
    assertNotSame(order, readObject(write(order)), "an order that is not shared is another one");
  }

  @Test
  void stepsOfTwoBakesHaveTheirOwn() throws Exception {
    byte[] bytes = write(new SharedOrder(order));
    makeOrder(); // as the other, but for its run
    byte[] others = write(new SharedOrder(order));
    assertSame(order, read(others).get());
    assertNotSame(order, read(bytes).get());
    assertNotEquals(order.config().run(), read(bytes).get().config().run());
  }

  @Test
  void anOrderOfAnotherProcessIsReadOnce() throws Exception {
    byte[] foreign = underAnotherDigest(write(new SharedOrder(order)));
    BakeOrder first = read(foreign).get();
    assertNotSame(order, first);
    assertEquals(order.config().recipe().id(), first.config().recipe().id());
    assertEquals(order.config().run(), first.config().run());
    assertEquals(order.catalog(), first.catalog());
    assertSame(first, read(foreign).get());
    assertSame(first, read(write(read(foreign))).get());
  }

  /** As if this process had never seen it. */
  private static byte[] underAnotherDigest(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher digest = DIGEST.matcher(text);
    assertTrue(digest.find());
    String other = digest.group().replace('0', 'f').replace('1', '0');
    return digest.replaceFirst(other).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] write(Object shared) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(shared);
    }
    return bytes.toByteArray();
  }

  private static SharedOrder read(byte[] bytes) throws IOException, ClassNotFoundException {
    return (SharedOrder) readObject(bytes);
  }

  private static Object readObject(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
