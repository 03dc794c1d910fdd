package dev.superlane.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Keeps a folder to one process. The lock is on a file in the folder, and the system releases it
 * when the process ends, however it ends; the file of one that was killed is no hindrance.
 */
public final class FolderLock {
  private static final String NAME = ".lock";

  /** A lock is the process's: a second channel to the same file would lose it when closed. */
  private static final Map<Path, FileChannel> HELD = new HashMap<>();

  private FolderLock() {}

  /**
   * Takes the lock, unless this process has it already.
   *
   * @return false if another process has it
   */
  public static synchronized boolean take(Path folder) throws IOException {
    Path file = folder.toRealPath().resolve(NAME);
    while (!HELD.containsKey(file)) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean taken = false;
      try {
        Object identity = identity(file);
        if (channel.tryLock() == null) {
          return false;
        }
        // Whoever had it may have removed the file meanwhile, and another may have made a new one.
        taken = identity != null && Objects.equals(identity, identity(file));
      } finally {
        if (!taken) {
          channel.close();
        }
      }
      if (taken) {
        HELD.put(file, channel);
        file.toFile().deleteOnExit();
      }
    }
    return true;
  }

  /** Gives the lock back, if this process has it. */
  public static synchronized void release(Path folder) throws IOException {
    Path file = folder.toRealPath().resolve(NAME);
    try (FileChannel channel = HELD.remove(file)) {
      if (channel != null) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Null if there is no such file. */
  private static Object identity(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
