package org.arcoforge.runners.upgrade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Jars whose classes are in the format of Java 5. */
class JarUpgradeTest {
  private static final ClassUpgrade UPGRADE =
      new ClassUpgrade(JarUpgradeTest.class.getClassLoader());

  @TempDir Path folder;

  /** A class with {@code static Object of(boolean)}, which gives 1L or 2 and needs a frame. */
  private static byte[] old(int version) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", new String[0]);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "of", "(Z)Ljava/lang/Object;", null, null);
    Label other = new Label();
    Label end = new Label();
    code.visitCode();
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitJumpInsn(Opcodes.IFEQ, other);
    code.visitInsn(Opcodes.LCONST_1);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "java/lang/Long", "valueOf", "(J)Ljava/lang/Long;", false);
    code.visitJumpInsn(Opcodes.GOTO, end);
    code.visitLabel(other);
    code.visitInsn(Opcodes.ICONST_2);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false);
    code.visitLabel(end);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A class with a subroutine, as compilers made them for {@code finally} long ago. */
  private static byte[] withSubroutine() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "Older", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "of", "()V", null, null);
    Label routine = new Label();
    code.visitCode();
    code.visitJumpInsn(Opcodes.JSR, routine);
    code.visitInsn(Opcodes.RETURN);
    code.visitLabel(routine);
    code.visitVarInsn(Opcodes.ASTORE, 0);
    code.visitVarInsn(Opcodes.RET, 0);
    code.visitMaxs(1, 1);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private Path jar(Map<String, byte[]> entries) throws IOException {
    Path jar = folder.resolve("some-1.0.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return jar;
  }

  private static byte[] read(Path jar, String name) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.getInputStream(file.getEntry(name)).readAllBytes();
    }
  }

  @Test
  void oldClassesGetFramesAndRunAsBefore() throws Exception {
    byte[] text = "as it was\n".getBytes(StandardCharsets.UTF_8);
    byte[] newer = old(Opcodes.V1_6);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/NOTICE", text);
    entries.put("Old.class", old(Opcodes.V1_5));
    entries.put("Newer.class", newer);
    entries.put("Older.class", withSubroutine());
    Path folderOfUpgraded = Files.createDirectory(folder.resolve("upgraded"));
    Path original = jar(entries);
    byte[] before = Files.readAllBytes(original);
    JarUpgrade.upgrade(original, folderOfUpgraded, UPGRADE);
    assertArrayEquals(before, Files.readAllBytes(original));
    Path jar = folderOfUpgraded.resolve(original.getFileName());
    assertArrayEquals(text, read(jar, "META-INF/NOTICE"));
    assertArrayEquals(newer, read(jar, "Newer.class"));
    assertArrayEquals(withSubroutine(), read(jar, "Older.class")); // works, in no cache
    byte[] upgraded = read(jar, "Old.class");
    assertTrue(ClassUpgrade.isOld(old(Opcodes.V1_5)));
    assertFalse(ClassUpgrade.isOld(upgraded));
    assertEquals(Opcodes.V1_8, upgraded[7]);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      Method of = loader.loadClass("Old").getMethod("of", boolean.class); // is verified
      assertEquals(1L, of.invoke(null, true));
      assertEquals(2, of.invoke(null, false));
    }
    assertEquals(1, folderOfUpgraded.toFile().list().length);
  }

  @Test
  void jarsWithoutOldClassesAndSignedOnesAreLeft() throws IOException {
    for (Map<String, byte[]> entries :
        List.of(
            Map.of("Newer.class", old(Opcodes.V1_6)),
            Map.of("Old.class", old(Opcodes.V1_5), "META-INF/SOME.SF", new byte[1]))) {
      Path jar = jar(entries);
      Path upgraded = Files.createDirectories(folder.resolve("upgraded"));
      JarUpgrade.upgrade(jar, upgraded, UPGRADE);
      assertEquals(0, upgraded.toFile().list().length);
    }
  }
}
