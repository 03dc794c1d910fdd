package dev.superlane.profile;

import java.util.List;

/** What the JVM that times kernels and steps prints: the curve they are held against, and they. */
record Roofline(List<Bandwidth> bandwidths, List<RooflinePoint> points) {}
