// A place for your game: stars that drift, and a ship that the arrow keys steer.
const canvas = document.querySelector('canvas');
const context = canvas.getContext('2d');
const stars = Array.from({ length: 150 }, () => [Math.random(), Math.random(), Math.random()]);
const held = new Set();
let shipX = 0.5;

// While the player writes, the keys belong to the chat: they do not reach the game.
addEventListener('keydown', ({ key }) => held.add(key));
addEventListener('keyup', ({ key }) => held.delete(key));
addEventListener('blur', () => held.clear());

function draw() {
  const { clientWidth: width, clientHeight: height } = canvas;
  Object.assign(canvas, { width, height });
  context.fillStyle = '#dfe6ff';
  for (const star of stars) {
    star[1] = (star[1] + 0.0006 + star[2] * 0.002) % 1;
    context.fillRect(star[0] * width, star[1] * height, 1 + star[2] * 2, 1 + star[2] * 2);
  }
  shipX += (held.has('ArrowRight') - held.has('ArrowLeft')) * 0.008;
  shipX = Math.min(0.97, Math.max(0.03, shipX));
  context.beginPath();
  context.moveTo(shipX * width, height * 0.78);
  context.lineTo(shipX * width - 16, height * 0.84);
  context.lineTo(shipX * width + 16, height * 0.84);
  context.fill();
  requestAnimationFrame(draw);
}

draw();
