package dev.superlane.train;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file operation failed, in words: the messages of many of Java's exceptions are a path. */
public final class Reason {
  private Reason() {}

  public static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e -> "permission denied";
      case NoSuchFileException e -> "no such file or folder";
      case FileAlreadyExistsException e -> "something else has that name";
      case NotDirectoryException e -> "not a folder";
      case FileSystemException e -> either(e.getReason(), e);
      default -> either(failure.getMessage(), failure);
    };
  }

  private static String either(String words, IOException failure) {
    return words == null ? failure.getClass().getSimpleName() : words;
  }
}
