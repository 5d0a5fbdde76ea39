// Members that would cover one another on the screen stand for one mark.

/** So many pixels apart two marks can be told apart, and touched each by itself. */
export const APART = 52;

/** A place on the Mercator plane at a zoom, in pixels: what web maps have agreed on. */
export function projected(latitude, longitude, zoom) {
  const size = 256 * 2 ** zoom;
  const sine = Math.sin((latitude * Math.PI) / 180);
  return {
    x: ((longitude + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size,
  };
}

/**
 * Gather members into marks at a zoom: each that no mark has taken yet takes all within reach that are free. The same
 * members in the same order give the same marks. A mark has its `members` and stands in the middle of them.
 */
export function gathered(members, zoom, apart = APART) {
  const points = members.map(({ latitude, longitude }) => projected(latitude, longitude, zoom));
  const squares = squared(points, apart);
  const taken = new Uint8Array(members.length);
  return points.flatMap((point, number) => {
    if (taken[number]) return [];
    const found = near(point, points, squares, apart).filter((one) => !taken[one]);
    for (const one of found) taken[one] = 1;
    return [mark(found.map((one) => members[one]))];
  });
}

/** Whether the members of a mark all stand at one point, so that no zoom tells them apart. */
export function together({ members: [first, ...others] }) {
  return others.every((one) => one.latitude === first.latitude && one.longitude === first.longitude);
}

function squared(points, apart) {
  const squares = new Map();
  points.forEach((point, number) => {
    const key = `${Math.floor(point.x / apart)} ${Math.floor(point.y / apart)}`;
    if (squares.has(key)) squares.get(key).push(number);
    else squares.set(key, [number]);
  });
  return squares;
}

function near({ x, y }, points, squares, apart) {
  const [column, row] = [Math.floor(x / apart), Math.floor(y / apart)];
  const found = [];
  for (let right = column - 1; right <= column + 1; right += 1) {
    for (let down = row - 1; down <= row + 1; down += 1) {
      for (const one of squares.get(`${right} ${down}`) ?? []) {
        if (Math.hypot(points[one].x - x, points[one].y - y) < apart) found.push(one);
      }
    }
  }
  return found.sort((one, other) => one - other);
}

function mark(members) {
  const middle = (name) => members.reduce((sum, one) => sum + one[name], 0) / members.length;
  return { members, latitude: middle("latitude"), longitude: middle("longitude") };
}
