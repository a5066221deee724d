package org.arcoforge.runners.upgrade;

import java.nio.ByteBuffer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites a class of Java 5 or before in the format of Java 8, with the frames by which later JVMs
 * verify it (The Java Virtual Machine Specification, 4.7.4 and 4.10.1).
 */
final class ClassUpgrade {
  /** The first major version with frames; what is older no cache takes. */
  private static final int FRAMES = 50;

  private final ClassLoader types;

  /**
   * Makes one.
   *
   * @param types knows the classes that are mentioned, none of which is initialized
   */
  ClassUpgrade(ClassLoader types) {
    this.types = types;
  }

  /** Returns whether bytes are a class file in an old format. */
  static boolean isOld(byte[] file) {
    return file.length > 8
        && ByteBuffer.wrap(file).getInt(0) == 0xCAFEBABE
        && ByteBuffer.wrap(file).getShort(6) < FRAMES;
  }

  /**
   * Returns the same class in the newer format; as it was, if it has subroutines, which the newer
   * format does not know, or mentions classes that are not there.
   */
  byte[] upgraded(byte[] old) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return types;
          }
        };
    ClassVisitor newer =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              String signature,
              String parent,
              String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, parent, interfaces);
          }
        };
    try {
      new ClassReader(old).accept(newer, ClassReader.SKIP_FRAMES);
      return writer.toByteArray();
    } catch (RuntimeException | LinkageError e) {
      return old;
    }
  }
}
