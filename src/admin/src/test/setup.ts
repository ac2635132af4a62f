// jsdom has dialogs but cannot open them as modal ones.
HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
HTMLElement.prototype.scrollIntoView = () => {};
window.scrollTo = () => {};
// axe asks for a canvas to measure with, and does without.
HTMLCanvasElement.prototype.getContext = () => null;
