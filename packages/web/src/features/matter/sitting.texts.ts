import { defineTexts } from '../../lib/texts.ts';

export const texts = defineTexts('sitting', {
  zh: {
    title: '谈话日程',
    about:
      '两周内已安排的谈话：时间、地点和人员。不对您开放的只显示“已占用”。个人日历订阅也会带上本人的安排。',
    earlier: '前两周',
    later: '后两周',
    from: '从哪一天起',
    none: '这两周没有安排谈话。',
    time: '时间',
    place: '地点',
    people: '谈话人、记录人',
    matter: '事项',
    taken: '已占用',
  },
  en: {
    title: 'Calendar of talks',
    about:
      'Talks within two weeks: time, place and people. What is not open to you is told as taken. Your own appointments stand in the calendar that you subscribe to.',
    earlier: 'Two weeks earlier',
    later: 'Two weeks later',
    from: 'From',
    none: 'No talk is arranged in these two weeks.',
    time: 'Time',
    place: 'Place',
    people: 'Talkers, recorder',
    matter: 'Matter',
    taken: 'taken',
  },
});
