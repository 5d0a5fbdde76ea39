// Where members are, and how far from a point; coordinates come in ten-thousandths of a degree.

const RADIUS = 6371;

/** Kilometres between two points {latitude, longitude} in degrees, on a sphere. */
export function between(one, other) {
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const [north, south] = [radians(one.latitude), radians(other.latitude)];
  const chord =
    Math.sin((north - south) / 2) ** 2 +
    Math.cos(north) * Math.cos(south) * Math.sin(radians(one.longitude - other.longitude) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(chord));
}

/** Where members are, by their numbers; undefined where nobody knows. */
export class Points {
  constructor(latitude, longitude) {
    Object.assign(this, { latitude: latitude.numbers, longitude: longitude.numbers });
  }

  of(id) {
    if (this.latitude[id] === null) return undefined;
    return { latitude: this.latitude[id] / 10_000, longitude: this.longitude[id] / 10_000 };
  }

  /** Kilometres of a member from a point; undefined where nobody knows. */
  from(point, id) {
    const own = this.of(id);
    return own && between(point, own);
  }
}
