package io.resail.tools.scenes;

/// What light a street may be seen in.
public enum Weather {
  /// Sun, clouds, low sun, rain, fog and night.
  ANY,

  /// Clear, cloudy and overcast days alone, as most street data sets have them.
  FAIR
}
